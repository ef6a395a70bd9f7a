"""The real bot in a process of its own, pointed at the playground."""
