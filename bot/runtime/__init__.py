"""The process: its event loop, its memory, its health and its shutdown."""
