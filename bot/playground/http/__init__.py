"""JSON over HTTP in Discord's form, who may use it, and its misbehaviour to order."""
