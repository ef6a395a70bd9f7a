"""Tests of the rules of nights."""
