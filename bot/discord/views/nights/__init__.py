"""How movie nights look."""
