"""How names are written: folded, by sound, with digits, as series and aliases."""
