"""The people at the other end: they type, press, choose and fill in, as Discord's apps let them."""
