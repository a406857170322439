-- Pages list the reports in which words were not understood, and problems by stage.

CREATE INDEX reading_unread ON reading (document) WHERE instr(mentions, '"unread"') > 0;
CREATE INDEX problem_stage ON problem (stage, document);
