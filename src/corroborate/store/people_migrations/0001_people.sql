-- The people beside a case: who may work on it, and sealed sources. Times are ISO 8601 in UTC. Never passed on with the case (docs/people.md).

CREATE TABLE account (
  key TEXT PRIMARY KEY,                    -- the name, folded: two names that look alike are one
  name TEXT NOT NULL,
  password TEXT NOT NULL,                  -- argon2id with its salt and cost
  roles TEXT NOT NULL,                     -- by spaces
  created TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1))
) WITHOUT ROWID;

CREATE TABLE session (
  id TEXT PRIMARY KEY,                     -- SHA-256 of what the browser holds
  account TEXT NOT NULL REFERENCES account (key),
  csrf TEXT NOT NULL,
  created TEXT NOT NULL, seen TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_account ON session (account);

-- Failed tries, by what they are counted for; forgotten after a while.
CREATE TABLE failure (kind TEXT NOT NULL, key TEXT NOT NULL, tries INTEGER NOT NULL, last TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE INDEX failure_last ON failure (last);
-- Addresses that an account has been used from: somebody else's failures do not lock these out.
CREATE TABLE familiar (account TEXT NOT NULL, address TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (account, address)) WITHOUT ROWID;

CREATE TABLE opening (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL);
CREATE TRIGGER opening_is_final BEFORE UPDATE ON opening BEGIN SELECT RAISE(ABORT, 'openings are appended, never changed'); END;
CREATE TRIGGER opening_stays BEFORE DELETE ON opening BEGIN SELECT RAISE(ABORT, 'openings are appended, never removed'); END;

CREATE TABLE source (
  pseudonym TEXT PRIMARY KEY,
  role TEXT NOT NULL, basis TEXT NOT NULL, -- what everybody sees
  added TEXT NOT NULL, added_by TEXT NOT NULL,
  cost TEXT NOT NULL, salt BLOB NOT NULL,  -- how the passphrase becomes a key
  wrapped BLOB NOT NULL,                   -- the key of the identity, under the passphrase's
  sealed BLOB NOT NULL                     -- the identity
) WITHOUT ROWID;
CREATE TABLE withdrawn (pseudonym TEXT PRIMARY KEY, hash TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL) WITHOUT ROWID;
