"""The database below the tables: connections, transactions, schema history, failures."""
