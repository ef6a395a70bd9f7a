"""How titles look: cards, lists, picks and games about them."""
