-- Dossiers that ended long ago and have left the tables dossier and dossier_event: what figures of the past need, and the compressed
-- payload, which holds their events. An event of theirs that comes in brings them back. Their alerts stay where they are.
CREATE TABLE archived_dossier (
  dossier       text COLLATE "C" NOT NULL PRIMARY KEY,
  version       bigint   NOT NULL,
  agency        text COLLATE "C",
  point         text COLLATE "C",
  received      bigint   NOT NULL,
  ended         bigint   NOT NULL,
  due           bigint,
  ended_late    boolean  NOT NULL,
  counted_until bigint   NOT NULL,
  changed       bigint   NOT NULL,
  events        integer  NOT NULL,  -- how many rows of dossier_event it had
  payload       bytea    NOT NULL
);

-- It is compressed already.
ALTER TABLE archived_dossier ALTER COLUMN payload SET STORAGE EXTERNAL;
