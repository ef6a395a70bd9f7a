"""How answers look: cards, pages, buttons and messages, within Discord's limits."""
