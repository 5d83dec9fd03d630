"""One request and its answer: may it be asked for, when, within which limits; and what is kept of it."""
