"""What follows an answer, or stands in for one: fragments, declining, suggestions."""
