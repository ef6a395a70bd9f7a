"""Keeps logs private: no user ids and nothing that people typed, whoever logs."""
