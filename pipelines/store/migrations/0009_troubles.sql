CREATE TABLE troubles (
  -- One row a thing that is wrong now; it goes when that has ended.
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- Number of the trouble; never given twice, so that a person can accept it.
  kind TEXT NOT NULL CHECK (kind IN ('alarm', 'list', 'page')), -- "alarm": one of the table alarms is open; "list": a tag's listing was not read well; "page": an article's page cannot be had or read.
  about TEXT NOT NULL, -- Address of the tag or of the page, or host of the site.
  key TEXT NOT NULL, -- The alarm's key; unread, incomplete or doubtful; the stage at which the page failed.
  reason TEXT NOT NULL, -- What is wrong, in a sentence.
  since TEXT NOT NULL, -- Since when, for this reason (UTC).
  told_at TEXT, -- When a quiet run last told it (UTC); NULL when none has.
  accepted_at TEXT, -- When a person accepted it as a known limit (UTC): silent until its reason changes; NULL when nobody has.
  UNIQUE (kind, about, key)
) STRICT;
ALTER TABLE tags ADD COLUMN good_at TEXT /* When the last run began that read it well (UTC); NULL when none is known. */
