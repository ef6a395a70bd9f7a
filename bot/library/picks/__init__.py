"""Films drawn from the catalogue."""
