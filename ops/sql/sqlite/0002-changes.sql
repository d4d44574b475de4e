-- Reviewed changes of reference data. Previews make room for newer ones; what was once applied stays for ever.
CREATE TABLE change (
  id       INTEGER PRIMARY KEY AUTOINCREMENT, -- an id is never given twice: dossiers name it
  state    INTEGER NOT NULL,
  made     INTEGER NOT NULL,
  began    INTEGER,                           -- the newest act; null for a preview
  body     TEXT    NOT NULL,                  -- all that is shown of it, JSON
  versions TEXT    NOT NULL                   -- the document versions that it puts into force, JSON
) STRICT;

CREATE INDEX change_running ON change (state) WHERE state IN (2, 4);
CREATE INDEX change_began ON change (began, id) WHERE began IS NOT NULL;
