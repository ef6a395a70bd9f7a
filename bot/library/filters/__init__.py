"""The filter options of commands: from typed text to a query and a phrase."""
