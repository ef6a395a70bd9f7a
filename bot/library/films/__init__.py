"""What is said of films: their stories, what is like them, who made them."""
