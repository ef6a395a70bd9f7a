"""The games: guess the film, and connect two people."""
