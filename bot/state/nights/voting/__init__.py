"""What is kept of votes: nominations, ballots and results."""
