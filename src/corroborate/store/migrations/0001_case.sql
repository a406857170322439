-- A case file. Times are ISO 8601; `data` is the whole object as JSON (docs/store.md), the columns beside it are for queries.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  root TEXT NOT NULL,                                            -- hash of the folder that it came from: another folder's 1.txt is another report
  given TEXT NOT NULL,                                           -- its name in that folder
  sha256 TEXT NOT NULL,
  publisher TEXT,
  published TEXT,
  language TEXT NOT NULL,
  restricted INTEGER NOT NULL CHECK (restricted IN (0, 1)),
  current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),  -- 0: a newer document revises it
  story TEXT,
  read TEXT NOT NULL DEFAULT '',                                 -- the version of its reading; '': not read yet
  data TEXT NOT NULL                                             -- without the text
) WITHOUT ROWID;
CREATE INDEX document_read ON document (current, read);
CREATE INDEX document_name ON document (name, current);
CREATE INDEX document_given ON document (given, root, current);
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX document_story ON document (story);

CREATE TABLE document_text (document TEXT PRIMARY KEY REFERENCES document (id), text TEXT NOT NULL, original BLOB NOT NULL);
-- What a tip says and the bytes it came in: apart, so that nothing that reads the tables above can show it.
CREATE TABLE restricted_text (document TEXT PRIMARY KEY REFERENCES document (id), text TEXT NOT NULL, original BLOB NOT NULL);

CREATE TABLE reading (
  document TEXT PRIMARY KEY REFERENCES document (id),
  version TEXT NOT NULL,
  mentions TEXT NOT NULL,
  keys TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE claim (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id),
  measure TEXT NOT NULL,
  point REAL, low REAL, high REAL, bound TEXT,
  unit TEXT, population TEXT, place TEXT, as_of TEXT, speaker TEXT,
  commitment TEXT NOT NULL, polarity TEXT NOT NULL,
  data TEXT NOT NULL                                             -- of a restricted claim: without any words of the tip
) WITHOUT ROWID;
CREATE INDEX claim_document ON claim (document);
CREATE TABLE restricted_claim (claim TEXT PRIMARY KEY REFERENCES claim (id) ON DELETE CASCADE, data TEXT NOT NULL) WITHOUT ROWID;

-- Which documents may tell of one story: they share a key.
CREATE TABLE story_key (key TEXT NOT NULL, document TEXT NOT NULL REFERENCES document (id), PRIMARY KEY (key, document)) WITHOUT ROWID;
CREATE INDEX story_key_document ON story_key (document);
CREATE TABLE story (
  id TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL DEFAULT '',                          -- of the documents and readings that it was reconciled from; '': stale
  version TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX story_version ON story (version);
CREATE INDEX story_stale ON story (fingerprint);
-- What a story came to: questions, origins, incidents, relations, findings, each as JSON.
CREATE TABLE conclusion (
  story TEXT NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (story, kind, id)
) WITHOUT ROWID;

CREATE TABLE problem (
  document TEXT NOT NULL, stage TEXT NOT NULL, message TEXT NOT NULL, hint TEXT NOT NULL,
  PRIMARY KEY (document, stage, message, hint)
) WITHOUT ROWID;

-- What people decided. Append-only; one chain a log; several logs in one case after a merge.
CREATE TABLE decision (
  log TEXT NOT NULL,
  number INTEGER NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  who TEXT NOT NULL, at TEXT NOT NULL, subject TEXT NOT NULL, verdict TEXT NOT NULL, seen TEXT NOT NULL,
  note_hash TEXT NOT NULL,
  PRIMARY KEY (log, number)
) WITHOUT ROWID;
-- A note can be forgotten, its place in the chain can't: the tombstone keeps the hash.
CREATE TABLE decision_note (
  log TEXT NOT NULL, number INTEGER NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (log, number), FOREIGN KEY (log, number) REFERENCES decision (log, number)
) WITHOUT ROWID;
CREATE TABLE tombstone (log TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (log, number)) WITHOUT ROWID;

CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are appended, never changed'); END;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are appended, never removed'); END;
CREATE TRIGGER decision_follows BEFORE INSERT ON decision
WHEN NEW.number != (SELECT COALESCE(MAX(number), 0) + 1 FROM decision WHERE log = NEW.log)
  OR NEW.previous != COALESCE((SELECT hash FROM decision WHERE log = NEW.log ORDER BY number DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'a decision must follow the last one of its log'); END;
CREATE TRIGGER note_is_final BEFORE UPDATE ON decision_note BEGIN SELECT RAISE(ABORT, 'notes are never changed'); END;
CREATE TRIGGER note_leaves_tombstone BEFORE DELETE ON decision_note
WHEN NOT EXISTS (SELECT 1 FROM tombstone t JOIN decision d USING (log, number) WHERE t.log = OLD.log AND t.number = OLD.number AND t.hash = d.note_hash)
BEGIN SELECT RAISE(ABORT, 'a note is forgotten only with a tombstone'); END;
CREATE TRIGGER tombstone_is_final BEFORE UPDATE ON tombstone BEGIN SELECT RAISE(ABORT, 'tombstones are never changed'); END;
CREATE TRIGGER tombstone_stays BEFORE DELETE ON tombstone BEGIN SELECT RAISE(ABORT, 'tombstones are never removed'); END;
