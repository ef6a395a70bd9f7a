"""Films by chance: for whom, from which lists, and what is never drawn."""
