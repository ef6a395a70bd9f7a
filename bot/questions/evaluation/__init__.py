"""What a query yields on the catalogue."""
