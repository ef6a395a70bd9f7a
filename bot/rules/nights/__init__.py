"""Movie nights: their states, nominations, jobs and statistics."""
