"""The rules of choosing films and of the games about them: pure, without SQL or Discord."""
