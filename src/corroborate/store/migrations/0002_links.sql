-- Which reports are held against each other, what is kept of them for it, and what it came to. Readings of before are made anew.

DROP TABLE story_key;
-- Reports that share a key may be of one event; `key` is a hash, for it may be made of a tip's words. `day` is the publication's.
CREATE TABLE story_key (
  key TEXT NOT NULL, day INTEGER NOT NULL, document TEXT NOT NULL REFERENCES document (id), PRIMARY KEY (key, day, document)
) WITHOUT ROWID;
CREATE INDEX story_key_document ON story_key (document);

CREATE TABLE sketch (document TEXT PRIMARY KEY REFERENCES document (id), data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE restricted_sketch (document TEXT PRIMARY KEY REFERENCES document (id), data TEXT NOT NULL) WITHOUT ROWID;

-- Two reports of one event (same = 1) or possibly so; hand = 1: put together by a person's decision.
CREATE TABLE link (
  a TEXT NOT NULL REFERENCES document (id),
  b TEXT NOT NULL REFERENCES document (id),
  same INTEGER NOT NULL CHECK (same IN (0, 1)),
  hand INTEGER NOT NULL DEFAULT 0 CHECK (hand IN (0, 1)),
  data TEXT NOT NULL,
  PRIMARY KEY (a, b, hand)
) WITHOUT ROWID;
CREATE INDEX link_b ON link (b);
CREATE INDEX link_hand ON link (hand) WHERE hand = 1;

ALTER TABLE document ADD COLUMN placed INTEGER NOT NULL DEFAULT 0 CHECK (placed IN (0, 1));
CREATE INDEX document_placed ON document (current, placed);
CREATE INDEX document_storyless ON document (current, story);
UPDATE document SET read = '', story = NULL;
