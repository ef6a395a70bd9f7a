"""The words of a sentence: tokens, figures, and what each language's words stand for."""
