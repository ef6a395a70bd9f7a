"""What people keep, as private panels and files."""
