"""Marquee: a Discord bot that answers movie questions."""

import os

__version__ = "0.1.0"

# Before numpy is imported: its library for matrices then starts no threads of its own. Ours are
# small, and a product shared among threads takes longer, as they wait for each other turning.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
