"""Gateway v10, which notifies the bot of events."""
