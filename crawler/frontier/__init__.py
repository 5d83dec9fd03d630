"""A crawl as it goes on: which page is next, what is due again, what is kept of each answer, how it ends."""
