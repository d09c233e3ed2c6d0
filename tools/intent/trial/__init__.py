"""`intent try`: anybody's two files scored, with a report."""
