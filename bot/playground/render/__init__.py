"""Draws what the wire carries, messages, forms and choices, as rich renderables.

Everything here takes Discord's JSON as it is. Text never passes through rich's markup, and
what could steer a terminal is taken out first, so that no reply can do more than be read.
"""
