"""Names that the catalogue lacks: people, and titles that others are to be like."""
