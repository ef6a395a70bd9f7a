"""From a query to its result: what answers it, and the sentence that says so."""
