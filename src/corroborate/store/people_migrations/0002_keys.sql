-- Keys by which programs act for an account; only what cannot be used to log in is kept.
CREATE TABLE key (
  id TEXT PRIMARY KEY,                     -- SHA-256 of the key
  account TEXT NOT NULL REFERENCES account (key),
  created TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX key_account ON key (account);
