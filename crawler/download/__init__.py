"""One request and its answer: what may be asked for, how fast, within which limits. Knows nothing of tags."""
