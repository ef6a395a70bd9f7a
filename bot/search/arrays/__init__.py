"""The index as flat arrays: built, saved, mapped from disk."""
