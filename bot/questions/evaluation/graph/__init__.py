"""The catalogue as a graph of titles and people, in arrays."""
