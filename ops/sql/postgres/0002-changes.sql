-- Reviewed changes of reference data. Previews make room for newer ones; what was once applied stays for ever.
CREATE TABLE change (
  id       bigint   GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- an id is never given twice: dossiers name it
  state    smallint NOT NULL,
  made     bigint   NOT NULL,
  began    bigint,                                            -- the newest act; null for a preview
  body     text COLLATE "C" NOT NULL,                         -- all that is shown of it, JSON
  versions text COLLATE "C" NOT NULL                          -- the document versions that it puts into force, JSON
);

CREATE INDEX change_running ON change (state) WHERE state IN (2, 4);
CREATE INDEX change_began ON change (began, id) WHERE began IS NOT NULL;
