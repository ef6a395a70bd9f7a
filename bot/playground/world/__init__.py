"""Who and what is there: users, servers, roles, channels, and their ids."""
