ALTER TABLE tags ADD COLUMN leads_to TEXT /* Where its address led for good when it was last crawled (a redirect 301 or 308); NULL when it led nowhere else. */
