CREATE TABLE corpus (
  -- One row: what tells this file from every other.
  id TEXT PRIMARY KEY -- Drawn at random when the file is made; the archive of its pages bears it, too.
) STRICT;
