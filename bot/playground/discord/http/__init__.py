"""JSON over HTTP in Discord's form, access to it, and faults on demand."""
