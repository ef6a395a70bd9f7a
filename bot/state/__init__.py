"""The state store, what people did: SQLite by default, PostgreSQL by ``DATABASE_URL``.

``address`` names a database, ``engine`` connects to it, ``migrate`` brings its schema up to date,
``database`` gives out transactions; one file for each group of tables; ``store`` puts them
together; ``maintenance`` copies the whole. Nothing else in the bot writes what people did.
"""
