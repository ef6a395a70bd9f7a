"""What answers are put in: English in the code, by keys that are their contexts."""
