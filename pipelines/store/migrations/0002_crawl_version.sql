ALTER TABLE crawls ADD COLUMN version TEXT /* Version of readmore that ran; NULL for runs before it was kept. */
