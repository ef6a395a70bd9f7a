"""What is known: record files become movies, movies become a SQLite catalogue.

Derived and disposable: everything here can be built again from the record files.
"""
