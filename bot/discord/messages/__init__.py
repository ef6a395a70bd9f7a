"""The parts of a message as plain values: requests, controls, replies, limits."""
