"""The filter options of commands: what was typed, as a query and in words."""
