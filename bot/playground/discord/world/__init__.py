"""The world: users, servers, roles, channels, and their ids."""
