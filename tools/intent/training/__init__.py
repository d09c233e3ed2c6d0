"""`intent train`: a scorecard fitted outside the warehouse, written as rows of a seed."""
