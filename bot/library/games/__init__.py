"""Games about films, played with the catalogue."""
