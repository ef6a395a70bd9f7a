"""The fields of a record: their names, their values, and typos in them."""
