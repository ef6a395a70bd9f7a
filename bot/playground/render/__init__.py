"""Renders messages, forms and choices from the wire as rich renderables.

Everything here takes Discord's JSON as it is. Text never passes through rich's markup, and terminal
control characters are removed first, so that a reply can only be read.
"""
