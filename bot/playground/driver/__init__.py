"""The people using the bot: they type, press, choose and fill in, as Discord's apps allow."""
