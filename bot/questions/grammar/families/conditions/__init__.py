"""Families of conditions: what titles are, their age, length and service, what they are like."""
