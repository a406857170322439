-- What people decide of claims: what was decided apart from the chain, and what the replay over the latest reading came to.

ALTER TABLE decision ADD COLUMN matter_hash TEXT NOT NULL DEFAULT '';  -- '': an entry without matter
-- What was decided and what was seen, as JSON; it can be forgotten as a note can.
CREATE TABLE decision_matter (
  log TEXT NOT NULL, number INTEGER NOT NULL, matter TEXT NOT NULL,
  PRIMARY KEY (log, number), FOREIGN KEY (log, number) REFERENCES decision (log, number)
) WITHOUT ROWID;
CREATE TABLE matter_tombstone (log TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (log, number)) WITHOUT ROWID;
-- The same of decisions on restricted reports: apart from everything else.
CREATE TABLE restricted_note (
  log TEXT NOT NULL, number INTEGER NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (log, number), FOREIGN KEY (log, number) REFERENCES decision (log, number)
) WITHOUT ROWID;
CREATE TABLE restricted_matter (
  log TEXT NOT NULL, number INTEGER NOT NULL, matter TEXT NOT NULL,
  PRIMARY KEY (log, number), FOREIGN KEY (log, number) REFERENCES decision (log, number)
) WITHOUT ROWID;

-- Which decisions name a claim, report or decision, and the report that it stands in ('' for a decision).
CREATE TABLE decision_on (
  subject TEXT NOT NULL, document TEXT NOT NULL, log TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (subject, document, log, number)
) WITHOUT ROWID;
CREATE INDEX decision_on_document ON decision_on (document);
CREATE INDEX decision_verdict ON decision (verdict);
CREATE INDEX conclusion_named ON conclusion (id);

-- What the replay came to: a row for every claim that somebody decided of; the columns are those of the claim in force, NULL where none is.
CREATE TABLE reviewed (
  claim TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id),
  state TEXT NOT NULL,
  decision TEXT NOT NULL,                                        -- log:number of the last one
  moved INTEGER NOT NULL DEFAULT 0 CHECK (moved IN (0, 1)),      -- 1: the text changed, and it was found again
  measure TEXT,
  point REAL, low REAL, high REAL, bound TEXT,
  unit TEXT, population TEXT, place TEXT, as_of TEXT, speaker TEXT,
  commitment TEXT, polarity TEXT,
  data TEXT                                                      -- of a restricted claim: without any words of the tip
) WITHOUT ROWID;
CREATE INDEX reviewed_document ON reviewed (document);
CREATE INDEX reviewed_state ON reviewed (state);
CREATE TABLE restricted_reviewed (claim TEXT PRIMARY KEY REFERENCES reviewed (claim) ON DELETE CASCADE, data TEXT NOT NULL) WITHOUT ROWID;
-- Where the claims that decisions name stand now: by the id that the decision knew.
CREATE TABLE found_again (
  subject TEXT NOT NULL, document TEXT NOT NULL REFERENCES document (id), claim TEXT NOT NULL,
  PRIMARY KEY (subject, document)
) WITHOUT ROWID;
CREATE INDEX found_again_document ON found_again (document);

-- The claims that count: people's where they decided, else the machine's; `machine` says which of the two.
CREATE VIEW claim_in_force AS
SELECT c.id, c.document, 'unreviewed' AS state, 1 AS machine, c.measure, c.point, c.low, c.high, c.bound, c.unit, c.population, c.place,
  c.as_of, c.speaker, c.commitment, c.polarity, c.data
FROM claim c WHERE NOT EXISTS (SELECT 1 FROM reviewed r WHERE r.claim = c.id)
UNION ALL
SELECT r.claim, r.document, r.state, 0, r.measure, r.point, r.low, r.high, r.bound, r.unit, r.population, r.place,
  r.as_of, r.speaker, r.commitment, r.polarity, r.data
FROM reviewed r WHERE r.data IS NOT NULL;

ALTER TABLE document ADD COLUMN replay INTEGER NOT NULL DEFAULT 0 CHECK (replay IN (0, 1));  -- 1: decisions are to be replayed over it
CREATE INDEX document_replay ON document (replay) WHERE replay = 1;
ALTER TABLE story ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;  -- counts how often it went stale: what was concluded before that is not taken for new

CREATE TRIGGER matter_is_final BEFORE UPDATE ON decision_matter BEGIN SELECT RAISE(ABORT, 'what was decided is never changed'); END;
CREATE TRIGGER restricted_matter_is_final BEFORE UPDATE ON restricted_matter BEGIN SELECT RAISE(ABORT, 'what was decided is never changed'); END;
CREATE TRIGGER restricted_note_is_final BEFORE UPDATE ON restricted_note BEGIN SELECT RAISE(ABORT, 'notes are never changed'); END;
CREATE TRIGGER matter_leaves_tombstone BEFORE DELETE ON decision_matter
WHEN NOT EXISTS (SELECT 1 FROM matter_tombstone t JOIN decision d USING (log, number) WHERE t.log = OLD.log AND t.number = OLD.number AND t.hash = d.matter_hash)
BEGIN SELECT RAISE(ABORT, 'what was decided is forgotten only with a tombstone'); END;
CREATE TRIGGER restricted_matter_leaves_tombstone BEFORE DELETE ON restricted_matter
WHEN NOT EXISTS (SELECT 1 FROM matter_tombstone t JOIN decision d USING (log, number) WHERE t.log = OLD.log AND t.number = OLD.number AND t.hash = d.matter_hash)
BEGIN SELECT RAISE(ABORT, 'what was decided is forgotten only with a tombstone'); END;
CREATE TRIGGER restricted_note_leaves_tombstone BEFORE DELETE ON restricted_note
WHEN NOT EXISTS (SELECT 1 FROM tombstone t JOIN decision d USING (log, number) WHERE t.log = OLD.log AND t.number = OLD.number AND t.hash = d.note_hash)
BEGIN SELECT RAISE(ABORT, 'a note is forgotten only with a tombstone'); END;
CREATE TRIGGER matter_tombstone_is_final BEFORE UPDATE ON matter_tombstone BEGIN SELECT RAISE(ABORT, 'tombstones are never changed'); END;
CREATE TRIGGER matter_tombstone_stays BEFORE DELETE ON matter_tombstone BEGIN SELECT RAISE(ABORT, 'tombstones are never removed'); END;
