-- What pages read of a case, so that none loads the whole of it: kept in step by triggers with what it is made of, and by what concludes a
-- story. Nothing here is the only place of anything. A restricted report is never in what a search looks through.

CREATE INDEX document_language ON document (current, language, name);
CREATE INDEX document_publisher ON document (current, publisher, name);
CREATE INDEX document_published ON document (current, published, name);
CREATE INDEX document_restricted ON document (current) WHERE restricted = 1;
CREATE INDEX document_copy ON document (current) WHERE json_extract(data, '$.copy_of') IS NOT NULL;
CREATE INDEX document_received ON document (current, json_extract(data, '$.received'), name);
-- Whether a story's findings are in the tables below; a case of before has them made when pages are first asked for.
ALTER TABLE story ADD COLUMN told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1));
CREATE INDEX story_told ON story (told) WHERE told = 0;

-- Counts that pages show, kept by the triggers below: claims by state, speaker, day and place, findings by status, incidents, origins by voice.
CREATE TABLE tally (name TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (name, value)) WITHOUT ROWID;

-- One row a claim of the current reports, by hand or by machine: where it stands, what it answers, and the words a search finds it by.
-- `n` is the order of reading; `place_in` the offset in its report; `rank` puts claims of one question together, those that most reports
-- answer first. `measure`, `speaker`, `day` (with `happening`: event, background or count) and `spot` (the place: kind:id or kind|name) are
-- those in force; `told` are words of what the machine read, `hand` of what people made of it.
CREATE TABLE line (
  n INTEGER PRIMARY KEY,
  claim TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL,
  place_in INTEGER NOT NULL,
  restricted INTEGER NOT NULL CHECK (restricted IN (0, 1)),
  measure TEXT NOT NULL,
  speaker TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'unreviewed',
  question TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL DEFAULT '',
  incident TEXT NOT NULL DEFAULT '',
  rank INTEGER NOT NULL DEFAULT 9223372036854775807,
  day TEXT NOT NULL,
  happening TEXT NOT NULL,
  spot TEXT NOT NULL,
  sentence TEXT NOT NULL,
  told TEXT NOT NULL,
  hand TEXT NOT NULL
);
CREATE INDEX line_report ON line (report, incident);
CREATE INDEX line_question ON line (question);
CREATE INDEX line_origin ON line (origin);
CREATE INDEX line_origin_rank ON line (origin, rank);
CREATE INDEX line_rank ON line (rank);
CREATE INDEX line_state ON line (state);
CREATE INDEX line_state_rank ON line (state, rank);
CREATE INDEX line_incident ON line (incident);
CREATE INDEX line_incident_rank ON line (incident, rank);
CREATE INDEX line_measure ON line (measure);
CREATE INDEX line_measure_rank ON line (measure, rank);
CREATE INDEX line_speaker ON line (speaker);
CREATE INDEX line_speaker_rank ON line (speaker, rank);
CREATE INDEX line_day ON line (day, happening, question);
CREATE INDEX line_spot ON line (spot, question) WHERE spot != '';

-- What a line should be: the claim in force, else the machine's.
CREATE VIEW claim_behind AS
SELECT c.id AS claim, c.document AS report, COALESCE(r.state, 'unreviewed') AS state, COALESCE(r.data, c.data) AS data,
  COALESCE(r.measure, c.measure) AS measure, CASE WHEN r.data IS NULL THEN c.speaker ELSE r.speaker END AS speaker,
  COALESCE(c.speaker || ' · ', '') || COALESCE(c.population || ' · ', '') || COALESCE(c.place || ' · ', '')
    || replace(replace(c.measure, 'ours:', ''), '_', ' ') AS told,
  COALESCE(COALESCE(r.speaker || ' · ', '') || COALESCE(r.population || ' · ', '') || COALESCE(r.place || ' · ', '')
    || replace(replace(r.measure, 'ours:', ''), '_', ' '), '') AS hand
FROM claim c LEFT JOIN reviewed r ON r.claim = c.id
UNION ALL
SELECT r.claim, r.document, r.state, r.data, r.measure, r.speaker, '',
  COALESCE(r.speaker || ' · ', '') || COALESCE(r.population || ' · ', '') || COALESCE(r.place || ' · ', '')
    || replace(replace(r.measure, 'ours:', ''), '_', ' ')
FROM reviewed r WHERE r.data IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.id = r.claim);
CREATE VIEW line_now AS
SELECT b.claim, b.report, d.name, COALESCE(json_extract(b.data, '$.value.start'), json_extract(b.data, '$.evidence[0].start'), 0) AS place_in,
  d.restricted, b.measure, COALESCE(b.speaker, '') AS speaker, b.state,
  CASE WHEN json_extract(b.data, '$.amount') IS NOT NULL AND json_extract(b.data, '$.as_of') IS NOT NULL
      AND json_extract(b.data, '$.as_of') > COALESCE(json_extract(b.data, '$.when.end'), '') THEN json_extract(b.data, '$.as_of')
    ELSE COALESCE(json_extract(b.data, '$.when.start'), '') END AS day,
  CASE WHEN json_extract(b.data, '$.amount') IS NOT NULL AND json_extract(b.data, '$.as_of') IS NOT NULL
      AND json_extract(b.data, '$.as_of') > COALESCE(json_extract(b.data, '$.when.end'), '') THEN 'count'
    WHEN json_extract(b.data, '$.when') IS NULL THEN ''
    WHEN json_extract(b.data, '$.background') THEN 'background' ELSE 'event' END AS happening,
  CASE WHEN json_extract(b.data, '$.place') IS NULL
      OR d.restricted AND COALESCE(json_extract(b.data, '$.place.kind'), 'unknown') IN ('site', 'unknown') THEN ''
    ELSE COALESCE(json_extract(b.data, '$.place.kind'), 'unknown')
      || COALESCE(':' || json_extract(b.data, '$.place.id'), '|' || json_extract(b.data, '$.place.name')) END AS spot,
  CASE WHEN d.restricted THEN '' ELSE COALESCE(json_extract(b.data, '$.evidence[0].text'), '') END AS sentence,
  CASE WHEN d.restricted THEN '' ELSE b.told END AS told,
  CASE WHEN d.restricted THEN '' ELSE b.hand END AS hand
FROM claim_behind b JOIN document d ON d.id = b.report WHERE d.current = 1;

-- The open current reports, as a search finds them.
CREATE TABLE open_report (
  n INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT NOT NULL
);
CREATE VIEW open_text AS
SELECT o.n, o.title, o.publisher, o.name, t.text FROM open_report o JOIN document_text t ON t.document = o.report;

-- One row a finding, incident and origin of a story; `data` is the row that pages show, as JSON.
CREATE TABLE finding (
  n INTEGER PRIMARY KEY,
  story TEXT NOT NULL, id TEXT NOT NULL, question TEXT NOT NULL,
  measure TEXT NOT NULL, family TEXT NOT NULL, status TEXT NOT NULL, incident TEXT NOT NULL, hand INTEGER NOT NULL,
  reports INTEGER NOT NULL, origins INTEGER NOT NULL, best REAL, starts TEXT NOT NULL,
  asked TEXT NOT NULL, place TEXT NOT NULL, title TEXT NOT NULL,
  data TEXT NOT NULL
);
CREATE INDEX finding_story ON finding (story);
CREATE INDEX finding_id ON finding (id);
CREATE INDEX finding_question ON finding (question);
-- Every order holds what is filtered by most, so that what does not fit is passed over in the index.
CREATE INDEX finding_reports ON finding (reports, status, measure);
CREATE INDEX finding_origins ON finding (origins, reports, status, measure);
CREATE INDEX finding_best ON finding (best, reports, status, measure);
CREATE INDEX finding_starts ON finding (starts, reports, status, measure);
CREATE INDEX finding_asked ON finding (asked COLLATE NOCASE, reports, status, measure);
CREATE INDEX finding_place ON finding (place COLLATE NOCASE, reports, status, measure);
CREATE INDEX finding_status ON finding (status, reports, measure);
CREATE INDEX finding_measure ON finding (measure, reports, status);
CREATE INDEX finding_family ON finding (family, reports, status, measure);
CREATE INDEX finding_incident ON finding (incident, reports, status, measure);
CREATE INDEX finding_hand ON finding (hand) WHERE hand = 1;

CREATE TABLE incident (
  n INTEGER PRIMARY KEY,
  story TEXT NOT NULL, id TEXT NOT NULL, within TEXT NOT NULL, reports INTEGER NOT NULL, title TEXT NOT NULL, data TEXT NOT NULL
);
CREATE INDEX incident_story ON incident (story);
CREATE INDEX incident_id ON incident (id);
CREATE INDEX incident_within ON incident (within);
CREATE INDEX incident_reports ON incident (reports);
CREATE TABLE incident_report (
  n INTEGER PRIMARY KEY, story TEXT NOT NULL, incident TEXT NOT NULL, report TEXT NOT NULL, name TEXT NOT NULL
);
CREATE INDEX incident_report_story ON incident_report (story);
CREATE INDEX incident_report_incident ON incident_report (incident, name, report);
CREATE INDEX incident_report_report ON incident_report (report, incident);

-- Origins without their claims (`line` has these) and edges (a row each): a source that a whole story quotes has thousands.
CREATE TABLE origin (
  n INTEGER PRIMARY KEY, story TEXT NOT NULL, id TEXT NOT NULL, attributed INTEGER NOT NULL, reports INTEGER NOT NULL,
  claims INTEGER NOT NULL, who TEXT NOT NULL, data TEXT NOT NULL, bare TEXT NOT NULL
);
CREATE INDEX origin_reports ON origin (attributed, reports, claims, who);
CREATE INDEX origin_story ON origin (story);
CREATE INDEX origin_id ON origin (id);
-- `question` is the one that both ends answer, '' where they answer two.
CREATE TABLE edge (n INTEGER PRIMARY KEY, story TEXT NOT NULL, origin TEXT NOT NULL, question TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX edge_story ON edge (story);
CREATE INDEX edge_origin ON edge (origin);
CREATE INDEX edge_question ON edge (question) WHERE question != '';
-- Which relations a claim takes part in.
CREATE TABLE bearing (n INTEGER PRIMARY KEY, story TEXT NOT NULL, claim TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX bearing_story ON bearing (story);
CREATE INDEX bearing_claim ON bearing (claim);
-- What published standards make of a story: `kind` is count, grade or gap, `subject` the question, incident or claim that it is about.
CREATE TABLE appraisal (n INTEGER PRIMARY KEY, story TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX appraisal_story ON appraisal (story);
CREATE INDEX appraisal_subject ON appraisal (kind, subject);

CREATE VIRTUAL TABLE report_words USING fts5(
  title, publisher, name, text, content = 'open_text', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claim_words USING fts5(
  sentence, told, hand, content = 'line', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE finding_words USING fts5(
  asked, place, title, content = 'finding', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);

-- ---------------------------------------------------------------- what keeps reports in step

CREATE TRIGGER text_found AFTER INSERT ON document_text BEGIN
  INSERT OR IGNORE INTO open_report (report, name, title, publisher)
  SELECT id, name, COALESCE(json_extract(data, '$.title'), ''), COALESCE(publisher, '')
  FROM document WHERE id = NEW.document AND current = 1 AND restricted = 0;
END;
CREATE TRIGGER text_goes BEFORE DELETE ON document_text BEGIN
  DELETE FROM open_report WHERE report = OLD.document;
END;
CREATE TRIGGER text_changes BEFORE UPDATE ON document_text BEGIN
  DELETE FROM open_report WHERE report = OLD.document;
END;
CREATE TRIGGER text_changed AFTER UPDATE ON document_text BEGIN
  INSERT OR IGNORE INTO open_report (report, name, title, publisher)
  SELECT id, name, COALESCE(json_extract(data, '$.title'), ''), COALESCE(publisher, '')
  FROM document WHERE id = NEW.document AND current = 1 AND restricted = 0;
END;
CREATE TRIGGER report_replaced AFTER UPDATE OF current ON document WHEN NEW.current = 0 BEGIN
  DELETE FROM open_report WHERE report = NEW.id;
  DELETE FROM line WHERE report = NEW.id;
END;
CREATE TRIGGER report_back AFTER UPDATE OF current ON document WHEN NEW.current = 1 AND OLD.current = 0 AND NEW.restricted = 0 BEGIN
  INSERT OR IGNORE INTO open_report (report, name, title, publisher)
  SELECT NEW.id, NEW.name, COALESCE(json_extract(NEW.data, '$.title'), ''), COALESCE(NEW.publisher, '');
END;
CREATE TRIGGER report_sealed AFTER UPDATE OF restricted ON document WHEN NEW.restricted = 1 AND OLD.restricted = 0 BEGIN
  DELETE FROM open_report WHERE report = NEW.id;
  INSERT INTO line (claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand)
  SELECT claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand FROM line_now WHERE report = NEW.id
  ON CONFLICT (claim) DO UPDATE SET report = excluded.report, place_in = excluded.place_in, restricted = excluded.restricted, measure = excluded.measure, speaker = excluded.speaker,
    state = excluded.state, day = excluded.day, happening = excluded.happening, spot = excluded.spot, sentence = excluded.sentence, told = excluded.told, hand = excluded.hand;
END;
CREATE TRIGGER open_report_found AFTER INSERT ON open_report BEGIN
  INSERT INTO report_words (rowid, title, publisher, name, text) SELECT n, title, publisher, name, text FROM open_text WHERE n = NEW.n;
END;
CREATE TRIGGER open_report_gone BEFORE DELETE ON open_report BEGIN
  INSERT INTO report_words (report_words, rowid, title, publisher, name, text)
  SELECT 'delete', n, title, publisher, name, text FROM open_text WHERE n = OLD.n;
END;

-- ---------------------------------------------------------------- what keeps claims in step

CREATE TRIGGER claim_stands AFTER INSERT ON claim BEGIN
  INSERT INTO line (claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand)
  SELECT claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand FROM line_now WHERE claim = NEW.id
  ON CONFLICT (claim) DO UPDATE SET report = excluded.report, place_in = excluded.place_in, restricted = excluded.restricted, measure = excluded.measure, speaker = excluded.speaker,
    state = excluded.state, day = excluded.day, happening = excluded.happening, spot = excluded.spot, sentence = excluded.sentence, told = excluded.told, hand = excluded.hand;
END;
CREATE TRIGGER claim_changes AFTER UPDATE ON claim BEGIN
  INSERT INTO line (claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand)
  SELECT claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand FROM line_now WHERE claim = NEW.id
  ON CONFLICT (claim) DO UPDATE SET report = excluded.report, place_in = excluded.place_in, restricted = excluded.restricted, measure = excluded.measure, speaker = excluded.speaker,
    state = excluded.state, day = excluded.day, happening = excluded.happening, spot = excluded.spot, sentence = excluded.sentence, told = excluded.told, hand = excluded.hand;
END;
CREATE TRIGGER claim_goes AFTER DELETE ON claim BEGIN
  DELETE FROM line WHERE claim = OLD.id AND NOT EXISTS (SELECT 1 FROM line_now WHERE claim = OLD.id);
  INSERT INTO line (claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand)
  SELECT claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand FROM line_now WHERE claim = OLD.id
  ON CONFLICT (claim) DO UPDATE SET report = excluded.report, place_in = excluded.place_in, restricted = excluded.restricted, measure = excluded.measure, speaker = excluded.speaker,
    state = excluded.state, day = excluded.day, happening = excluded.happening, spot = excluded.spot, sentence = excluded.sentence, told = excluded.told, hand = excluded.hand;
END;
CREATE TRIGGER reviewed_stands AFTER INSERT ON reviewed BEGIN
  INSERT INTO line (claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand)
  SELECT claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand FROM line_now WHERE claim = NEW.claim
  ON CONFLICT (claim) DO UPDATE SET report = excluded.report, place_in = excluded.place_in, restricted = excluded.restricted, measure = excluded.measure, speaker = excluded.speaker,
    state = excluded.state, day = excluded.day, happening = excluded.happening, spot = excluded.spot, sentence = excluded.sentence, told = excluded.told, hand = excluded.hand;
END;
CREATE TRIGGER reviewed_changes AFTER UPDATE ON reviewed BEGIN
  INSERT INTO line (claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand)
  SELECT claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand FROM line_now WHERE claim = NEW.claim
  ON CONFLICT (claim) DO UPDATE SET report = excluded.report, place_in = excluded.place_in, restricted = excluded.restricted, measure = excluded.measure, speaker = excluded.speaker,
    state = excluded.state, day = excluded.day, happening = excluded.happening, spot = excluded.spot, sentence = excluded.sentence, told = excluded.told, hand = excluded.hand;
END;
CREATE TRIGGER reviewed_goes AFTER DELETE ON reviewed BEGIN
  DELETE FROM line WHERE claim = OLD.claim AND NOT EXISTS (SELECT 1 FROM line_now WHERE claim = OLD.claim);
  INSERT INTO line (claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand)
  SELECT claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand FROM line_now WHERE claim = OLD.claim
  ON CONFLICT (claim) DO UPDATE SET report = excluded.report, place_in = excluded.place_in, restricted = excluded.restricted, measure = excluded.measure, speaker = excluded.speaker,
    state = excluded.state, day = excluded.day, happening = excluded.happening, spot = excluded.spot, sentence = excluded.sentence, told = excluded.told, hand = excluded.hand;
END;
CREATE TRIGGER line_found AFTER INSERT ON line BEGIN
  INSERT INTO claim_words (rowid, sentence, told, hand) SELECT NEW.n, NEW.sentence, NEW.told, NEW.hand WHERE NEW.restricted = 0;
  INSERT INTO tally VALUES ('state', NEW.state, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
  INSERT INTO tally VALUES ('speaker', NEW.speaker, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
  INSERT INTO tally VALUES ('day', NEW.day || ' ' || NEW.happening, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
  INSERT INTO tally VALUES ('spot', NEW.spot, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER line_gone AFTER DELETE ON line BEGIN
  INSERT INTO claim_words (claim_words, rowid, sentence, told, hand)
  SELECT 'delete', OLD.n, OLD.sentence, OLD.told, OLD.hand WHERE OLD.restricted = 0;
  UPDATE tally SET n = n - 1 WHERE name = 'state' AND value = OLD.state;
  UPDATE tally SET n = n - 1 WHERE name = 'speaker' AND value = OLD.speaker;
  UPDATE tally SET n = n - 1 WHERE name = 'day' AND value = OLD.day || ' ' || OLD.happening;
  UPDATE tally SET n = n - 1 WHERE name = 'spot' AND value = OLD.spot;
END;
CREATE TRIGGER line_reworded AFTER UPDATE OF restricted, sentence, told, hand ON line
WHEN OLD.restricted != NEW.restricted OR OLD.sentence != NEW.sentence OR OLD.told != NEW.told OR OLD.hand != NEW.hand BEGIN
  INSERT INTO claim_words (claim_words, rowid, sentence, told, hand)
  SELECT 'delete', OLD.n, OLD.sentence, OLD.told, OLD.hand WHERE OLD.restricted = 0;
  INSERT INTO claim_words (rowid, sentence, told, hand) SELECT NEW.n, NEW.sentence, NEW.told, NEW.hand WHERE NEW.restricted = 0;
END;
CREATE TRIGGER line_restated AFTER UPDATE OF state ON line WHEN OLD.state != NEW.state BEGIN
  UPDATE tally SET n = n - 1 WHERE name = 'state' AND value = OLD.state;
  INSERT INTO tally VALUES ('state', NEW.state, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER line_retold AFTER UPDATE OF speaker ON line WHEN OLD.speaker != NEW.speaker BEGIN
  UPDATE tally SET n = n - 1 WHERE name = 'speaker' AND value = OLD.speaker;
  INSERT INTO tally VALUES ('speaker', NEW.speaker, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER line_redated AFTER UPDATE OF day, happening ON line WHEN OLD.day != NEW.day OR OLD.happening != NEW.happening BEGIN
  UPDATE tally SET n = n - 1 WHERE name = 'day' AND value = OLD.day || ' ' || OLD.happening;
  INSERT INTO tally VALUES ('day', NEW.day || ' ' || NEW.happening, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER line_moved AFTER UPDATE OF spot ON line WHEN OLD.spot != NEW.spot BEGIN
  UPDATE tally SET n = n - 1 WHERE name = 'spot' AND value = OLD.spot;
  INSERT INTO tally VALUES ('spot', NEW.spot, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
END;
-- A speaker whom nobody speaks for any more is no speaker of the case; a withdrawn one must not be left here.
CREATE TRIGGER tally_empty AFTER UPDATE OF n ON tally WHEN NEW.n = 0 BEGIN
  DELETE FROM tally WHERE name = NEW.name AND value = NEW.value;
END;

-- ---------------------------------------------------------------- what keeps counts and words of conclusions in step

CREATE TRIGGER finding_found AFTER INSERT ON finding BEGIN
  INSERT INTO finding_words (rowid, asked, place, title) VALUES (NEW.n, NEW.asked, NEW.place, NEW.title);
  INSERT INTO tally VALUES ('finding', NEW.status, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER finding_gone AFTER DELETE ON finding BEGIN
  INSERT INTO finding_words (finding_words, rowid, asked, place, title) VALUES ('delete', OLD.n, OLD.asked, OLD.place, OLD.title);
  UPDATE tally SET n = n - 1 WHERE name = 'finding' AND value = OLD.status;
END;
CREATE TRIGGER incident_found AFTER INSERT ON incident BEGIN
  INSERT INTO tally VALUES ('incident', '', 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER incident_gone AFTER DELETE ON incident BEGIN
  UPDATE tally SET n = n - 1 WHERE name = 'incident';
END;
CREATE TRIGGER origin_found AFTER INSERT ON origin BEGIN
  INSERT INTO tally VALUES ('origin', NEW.attributed, 1) ON CONFLICT (name, value) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER origin_gone AFTER DELETE ON origin BEGIN
  UPDATE tally SET n = n - 1 WHERE name = 'origin' AND value = OLD.attributed;
END;

-- ---------------------------------------------------------------- what a case of before holds

INSERT INTO open_report (report, name, title, publisher)
SELECT d.id, d.name, COALESCE(json_extract(d.data, '$.title'), ''), COALESCE(d.publisher, '')
FROM document d JOIN document_text t ON t.document = d.id WHERE d.current = 1 AND d.restricted = 0 ORDER BY d.name;
INSERT INTO line (claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand)
SELECT claim, report, place_in, restricted, measure, speaker, state, day, happening, spot, sentence, told, hand FROM line_now ORDER BY name, place_in, claim;
