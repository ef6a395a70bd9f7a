"""Series of nights: what is planned once for all their evenings, and what each evening becomes."""
