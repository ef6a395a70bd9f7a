"""Tables of films: seen, rated, listed, ruled out, shown and drawn."""
