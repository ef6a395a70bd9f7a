"""What people do, a step a line: reading the steps and carrying them out."""
