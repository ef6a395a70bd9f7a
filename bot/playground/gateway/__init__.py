"""Gateway v10, as the bot hears of things."""
