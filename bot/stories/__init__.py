"""Story search: an index of what titles are about, queried in a person's own words."""
