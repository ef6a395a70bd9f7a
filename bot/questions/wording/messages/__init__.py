"""The messages of answers in English; each key is also the message's context."""
