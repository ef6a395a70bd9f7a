"""Heavy work: off the event loop, and never without end."""
