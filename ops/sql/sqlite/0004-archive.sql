-- Dossiers that ended long ago and have left the tables dossier and dossier_event: what figures of the past need, and the compressed
-- payload, which holds their events. An event of theirs that comes in brings them back. Their alerts stay where they are.
-- In the order of codes, because they come in that order.
CREATE TABLE archived_dossier (
  dossier       TEXT    NOT NULL PRIMARY KEY,
  version       INTEGER NOT NULL,
  agency        TEXT,
  point         TEXT,
  received      INTEGER NOT NULL,
  ended         INTEGER NOT NULL,
  due           INTEGER,
  ended_late    INTEGER NOT NULL,
  counted_until INTEGER NOT NULL,
  changed       INTEGER NOT NULL,
  events        INTEGER NOT NULL,   -- how many rows of dossier_event it had
  payload       BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
