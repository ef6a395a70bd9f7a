"""Pictures that replies carry: drawn here, in one typeface, from plain values."""
