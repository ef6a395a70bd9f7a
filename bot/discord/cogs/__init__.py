"""The commands, a file for each topic: parse, call one service, render."""
