-- Why a source withdrew, in the words of whoever answers for it.
ALTER TABLE withdrawn ADD COLUMN why TEXT NOT NULL DEFAULT '';
