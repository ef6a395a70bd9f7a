"""Texts as words, index terms and word vectors."""
