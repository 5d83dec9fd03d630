"""All that happens to an article after it has been read, and the file it ends in: writing and reading it.

Nothing here imports `crawler`.
"""
