"""The REST routes that the bot uses, a file per resource."""
