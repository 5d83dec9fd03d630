"""How many answers the readers keep to questions that come again on page after page: a name, a line, a class.

A bound of memory and nothing else: whatever it is, the same is read.
"""

ANSWERS = 2048
"""To questions about short texts: a site's classes, labels and names are some hundreds."""
BASES = 64
"""To questions about the few addresses of a listing, whose answers are large."""
