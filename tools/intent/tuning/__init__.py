"""`intent tune`: half-lives and caps tuned on the past."""
