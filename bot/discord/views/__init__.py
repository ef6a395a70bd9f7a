"""How answers look: cards, pages, panels and error messages, within Discord's limits."""
