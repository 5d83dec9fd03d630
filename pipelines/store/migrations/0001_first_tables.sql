CREATE TABLE articles (
  -- One row an article: what stands behind a Read More link, read and normalised.
  id INTEGER PRIMARY KEY, -- Number of the article in this file.
  url TEXT NOT NULL UNIQUE, -- Canonical address, good to open and to cite.
  title TEXT, -- The headline as the page prints it.
  author TEXT, -- Names in page order, joined with "; "; NULL when the page names none.
  published TEXT, -- Date, or date and time with offset, as the page shows it; NULL when it shows none.
  modified TEXT, -- Date of the last change that the page declares; NULL when it declares none.
  language TEXT, -- Language of the text, ISO 639-1.
  site TEXT NOT NULL, -- Host without www.
  teaser TEXT, -- First words as the listing shows them.
  body TEXT, -- Plain text, a blank line between paragraphs; empty when the page has no text, a video for example.
  image_url TEXT, -- Address of the picture that goes with the article.
  image_alt TEXT, -- Description of that picture.
  word_count INTEGER NOT NULL, -- Words of the body; in scripts without spaces as word processors count.
  content_hash TEXT NOT NULL, -- Changes when title, authors, day or text change; not for typography or white space.
  text_hash TEXT, -- Equal for two articles with the same title and text; NULL when the text is too short to tell.
  first_seen TEXT NOT NULL, -- When the article was first read (UTC).
  last_seen TEXT NOT NULL, -- When its page was last seen to be there (UTC).
  missing_since TEXT, -- First of the latest unbroken run of answers that the page does not exist (UTC).
  gone_since TEXT, -- Since when the page is gone for good (UTC); the record is kept.
  duplicate_of INTEGER REFERENCES articles (id) ON DELETE SET NULL, -- The article that has the same text and came first.
  layout TEXT, -- Id of the layout in the table layouts it was read with; NULL when read without one.
  problems TEXT, -- What is doubtful about the record, joined with "; "; NULL when nothing is.
  evidence TEXT NOT NULL DEFAULT '{}' -- JSON, by field: the signal that gave its value, which others agreed or differed, or why it is NULL.
) STRICT;
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_site ON articles (site);
CREATE INDEX articles_text_hash ON articles (text_hash) WHERE text_hash IS NOT NULL;
CREATE INDEX articles_duplicate_of ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE authors (
  -- One row a name that signs an article: a person or an organisation.
  id INTEGER PRIMARY KEY, -- Number of the author in this file.
  name TEXT NOT NULL UNIQUE -- The name as it is printed.
) STRICT;

CREATE TABLE article_authors (
  -- Which authors sign which article.
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- The article.
  author_id INTEGER NOT NULL REFERENCES authors (id), -- One of its authors.
  position INTEGER NOT NULL, -- Place in the byline, from 1.
  PRIMARY KEY (article_id, author_id)
) STRICT;
CREATE INDEX article_authors_author ON article_authors (author_id);

CREATE TABLE tags (
  -- One row a tag page that is crawled or followed.
  id INTEGER PRIMARY KEY, -- Number of the tag in this file.
  url TEXT NOT NULL UNIQUE, -- Address of the first page of its listing.
  name TEXT, -- Name of the tag as its page gives it.
  followed_at TEXT, -- When the subscription began (UTC); NULL when the tag is not followed.
  every_s INTEGER, -- Seconds from one due crawl to the next; NULL for the default.
  notify TEXT, -- JSON list of the addresses that are told of news.
  last_run TEXT, -- When it was last crawled (UTC).
  walked_at TEXT -- When its listing was last walked to the end (UTC); NULL when it never was.
) STRICT;

CREATE TABLE article_tags (
  -- Which articles are listed, or once were, under which tag.
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- The article.
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE, -- The tag.
  PRIMARY KEY (article_id, tag_id)
) STRICT;
CREATE INDEX article_tags_tag ON article_tags (tag_id);

CREATE TABLE sightings (
  -- One row a card: an article as a tag's listing shows it. A card without article is work to be done.
  id INTEGER PRIMARY KEY, -- Number of the card in this file.
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE, -- The tag whose listing shows it.
  link TEXT NOT NULL, -- Address that the card leads to.
  link_key TEXT NOT NULL, -- The link reduced to what tells pages apart; see the table addresses.
  title TEXT, -- Title on the card.
  teaser TEXT, -- First words of the text on the card.
  teaser_cut INTEGER NOT NULL, -- 1 when the teaser was cut off by a machine, so that it must stand in the article.
  image_url TEXT, -- Address of the picture on the card.
  image_alt TEXT, -- Description of that picture.
  published TEXT, -- Date on the card.
  authors TEXT, -- JSON list of the names on the card; NULL when there are none.
  page INTEGER NOT NULL, -- Page of the listing it stood on last, from 1.
  position INTEGER NOT NULL, -- Place on that page, from 0.
  first_seen TEXT NOT NULL, -- When the card was first on the listing (UTC).
  last_seen TEXT NOT NULL, -- When it was last on the listing (UTC).
  changed_at TEXT, -- When its title or teaser last changed, or it came back to the listing (UTC): a sign that something happened to the article.
  unlisted_since TEXT, -- Since when the listing, walked to the end, no longer shows it (UTC).
  article_id INTEGER REFERENCES articles (id) ON DELETE SET NULL, -- The article it leads to; NULL until that is stored.
  UNIQUE (tag_id, link_key)
) STRICT;
CREATE INDEX sightings_link_key ON sightings (link_key);
CREATE INDEX sightings_article ON sightings (article_id);

CREATE TABLE addresses (
  -- Every address that leads to an article: links of cards, redirects, the declared canonical one.
  url_key TEXT PRIMARY KEY, -- The address without scheme, www, tracking parameters, trailing slash: equal for one page.
  url TEXT NOT NULL, -- The address as it was met.
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- The article it leads to.
  first_seen TEXT NOT NULL -- When it was first met (UTC).
) STRICT;
CREATE INDEX addresses_article ON addresses (article_id);

CREATE TABLE revisions (
  -- One row an earlier state of an article, kept when a newer one replaced it.
  id INTEGER PRIMARY KEY, -- Number of the revision in this file.
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- The article.
  seen_at TEXT NOT NULL, -- When this state was first read (UTC).
  replaced_at TEXT NOT NULL, -- When the state that followed it was read (UTC).
  kind TEXT NOT NULL CHECK (kind IN ('article', 'reading')), -- "article": the page was edited; "reading": the same page was understood better.
  title TEXT, -- Title in this state.
  author TEXT, -- Names in this state, joined with "; ".
  published TEXT, -- Date in this state.
  body TEXT, -- Text in this state.
  content_hash TEXT NOT NULL -- Digest of this state.
) STRICT;
CREATE INDEX revisions_article ON revisions (article_id, replaced_at);
CREATE INDEX revisions_replaced_at ON revisions (replaced_at);

CREATE TABLE crawls (
  -- One row a run.
  id INTEGER PRIMARY KEY, -- Number of the run in this file.
  started_at TEXT NOT NULL, -- When it began (UTC).
  ended_at TEXT, -- When it ended (UTC); NULL while it runs, and for ever when it was killed.
  command TEXT NOT NULL, -- What was asked for.
  tags TEXT NOT NULL, -- JSON list of the addresses of the tags.
  new INTEGER, -- Articles stored for the first time.
  updated INTEGER, -- Articles whose title, authors, date or text had changed.
  unchanged INTEGER, -- Known articles that were asked for and had not changed.
  failed INTEGER, -- Pages that could not be fetched or understood.
  requests INTEGER, -- Requests sent.
  seconds REAL, -- Duration.
  completeness TEXT NOT NULL DEFAULT '{}', -- JSON, by tag: cards seen, and how many the site promises.
  alarms TEXT NOT NULL DEFAULT '[]', -- JSON list of what looked wrong, one sentence each.
  exit_code INTEGER -- How it ended: 0 well, 3 some pages failed, 1 could not run, 130 and 143 interrupted.
) STRICT;

CREATE TABLE failures (
  -- One row a page that could not be fetched or understood.
  id INTEGER PRIMARY KEY, -- Number of the failure in this file.
  crawl_id INTEGER REFERENCES crawls (id) ON DELETE SET NULL, -- The run.
  tag_id INTEGER REFERENCES tags (id) ON DELETE SET NULL, -- The tag under which the page is listed, where known.
  url TEXT NOT NULL, -- Address of the page.
  stage TEXT NOT NULL, -- Where it failed: robots, fetch, listing, article, store.
  error TEXT NOT NULL, -- What went wrong, in a sentence.
  status INTEGER, -- HTTP status, when there was an answer.
  failed_at TEXT NOT NULL -- When (UTC).
) STRICT;
CREATE INDEX failures_crawl ON failures (crawl_id);
CREATE INDEX failures_url ON failures (url);

CREATE TABLE fetches (
  -- One row an answer of a server; one that says "not modified", or sends the same bytes, only moves checked_at.
  id INTEGER PRIMARY KEY, -- Number of the fetch in this file.
  url TEXT NOT NULL, -- Address that was asked for.
  url_key TEXT NOT NULL, -- The address reduced to what tells pages apart; see the table addresses.
  fetched_at TEXT NOT NULL, -- When this state of the page was first fetched (UTC).
  checked_at TEXT NOT NULL, -- When the server last confirmed it (UTC).
  status INTEGER NOT NULL, -- HTTP status.
  etag TEXT, -- The server's mark of this state, sent back to ask for changes only.
  last_modified TEXT, -- The server's date of this state, as it sent it.
  sha256 TEXT, -- Digest of the bytes.
  warc_file TEXT, -- File in the archive's folder that holds the page; NULL when it is not archived.
  warc_offset INTEGER -- Where in that file its record begins, in bytes.
) STRICT;
CREATE INDEX fetches_url_key ON fetches (url_key, fetched_at);
CREATE INDEX fetches_place ON fetches (warc_file, warc_offset) WHERE warc_file IS NOT NULL;

CREATE TABLE layouts (
  -- One row a layout learnt from a site's pages: where headline, byline, date and text stand.
  site TEXT NOT NULL, -- Host without www.
  id TEXT NOT NULL, -- Name of the layout, made from its content.
  settled_at TEXT NOT NULL, -- When it was learnt (UTC).
  retired_at TEXT, -- When it stopped fitting (UTC); NULL while it is in use.
  misfits INTEGER NOT NULL DEFAULT 0, -- Pages in a row, up to the last run, that no layout of the site fitted.
  layout TEXT NOT NULL, -- JSON: the selectors.
  evidence TEXT NOT NULL DEFAULT '{}', -- JSON: what they were learnt from.
  PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE forgotten (
  -- One row an address that is kept out of the file for good.
  url_key TEXT PRIMARY KEY, -- The address reduced to what tells pages apart; see the table addresses.
  url TEXT NOT NULL, -- The address.
  forgotten_at TEXT NOT NULL -- When it was taken down (UTC).
) STRICT;

CREATE TABLE news (
  -- One row a thing worth telling, in the order in which it was noticed: written together with the change itself.
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- Number of the news; never given twice, so that a reader can say how far it came.
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- The article.
  kind TEXT NOT NULL CHECK (kind IN ('new', 'edited', 'moved', 'gone', 'back')), -- What happened to it.
  noticed_at TEXT NOT NULL, -- When that was noticed (UTC).
  crawl_id INTEGER REFERENCES crawls (id) ON DELETE SET NULL -- The run that noticed it.
) STRICT;
CREATE INDEX news_article ON news (article_id);
CREATE INDEX news_noticed_at ON news (noticed_at);

CREATE TABLE alarms (
  -- One row a thing that looked wrong about a tag or a site, judged against its own history.
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- Number of the alarm; never given twice, so that each target is told once.
  key TEXT NOT NULL, -- What kind of thing: no cards, strange pages, redesign, no title, no authors, no published, no body, failures.
  about TEXT NOT NULL, -- Address of the tag, or host of the site.
  text TEXT NOT NULL, -- What looked wrong, in a sentence.
  raised_at TEXT NOT NULL, -- When it began (UTC).
  cleared_at TEXT, -- When a run showed that it had ended (UTC); NULL while it holds.
  crawl_id INTEGER REFERENCES crawls (id) ON DELETE SET NULL -- The run that raised it.
) STRICT;

CREATE TABLE looks (
  -- One row a reader of news, so that "new" can mean "since the last look".
  name TEXT PRIMARY KEY, -- Who looks.
  news_id INTEGER NOT NULL, -- The last news, or for a reader of alarms the last alarm, it was shown.
  looked_at TEXT NOT NULL -- When it last looked (UTC).
) STRICT;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, author, teaser, body, image_alt,
  content="articles", content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts (rowid, title, author, teaser, body, image_alt)
  VALUES (new.id, new.title, new.author, new.teaser, new.body, new.image_alt);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, author, teaser, body, image_alt)
  VALUES ('delete', old.id, old.title, old.author, old.teaser, old.body, old.image_alt);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, author, teaser, body, image_alt ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, author, teaser, body, image_alt)
  VALUES ('delete', old.id, old.title, old.author, old.teaser, old.body, old.image_alt);
  INSERT INTO articles_fts (rowid, title, author, teaser, body, image_alt)
  VALUES (new.id, new.title, new.author, new.teaser, new.body, new.image_alt);
END;
