"""Fixtures for views."""

from tests.store_fixtures import migrated_sqlite, store

__all__ = ["migrated_sqlite", "store"]
