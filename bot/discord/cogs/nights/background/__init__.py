"""Background work for nights: due jobs, events, threads and reminders."""
