"""From a sentence to its readings."""
