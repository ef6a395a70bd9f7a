"""What is done for nights without being asked: due jobs, events, threads and reminders."""
