"""What titles are about: an index of their stories, asked in a person's own words."""
