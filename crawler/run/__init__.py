"""A run as a whole: its counts, its health, what it shows meanwhile, how it ends, who watches over it."""
