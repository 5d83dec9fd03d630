"""What is asked for next: the pages of a listing, the articles that are due; and has the list moved."""
