"""Entity linking: which words of a sentence are names, and whose."""
