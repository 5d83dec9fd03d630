ALTER TABLE tags ADD COLUMN network TEXT /* Where its host led when first crawled: public or internal; NULL when not known yet. */
