-- Instants are UTC ticks: 100 ns since 0001-01-01T00:00 (System.DateTime.Ticks). Order and full precision are kept.
-- Agencies' counts are never stored: they are rebuilt from the table dossier.

-- One row a dossier: the columns mirror DossierLine, the payload is the grain's own state. With a rowid: new dossiers are then
-- appended whatever their code, which is a third faster than a table in the order of codes.
CREATE TABLE dossier (
  dossier        TEXT    NOT NULL PRIMARY KEY,
  version        INTEGER NOT NULL,
  state          INTEGER NOT NULL,
  agency         TEXT,
  point          TEXT,
  procedure      TEXT,
  received       INTEGER,
  ended          INTEGER,
  due            INTEGER,
  due_soon_from  INTEGER,
  overdue_after  INTEGER,
  paused         INTEGER NOT NULL,
  ended_late     INTEGER NOT NULL,
  rated_at       INTEGER,
  rating_scale   INTEGER,
  rating_value   INTEGER,
  next_mark      INTEGER,
  changed        INTEGER NOT NULL,
  step           TEXT,
  flags          TEXT,              -- separated by a space; null when there are none
  source         TEXT,
  source_at      INTEGER,
  source_arrived INTEGER,
  open_alerts    INTEGER NOT NULL,
  payload        BLOB    NOT NULL,

  -- An agency must count the dossier up to here: without end while it is open.
  counted_until  INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE WHEN received IS NOT NULL AND ended IS NULL THEN 9223372036854775807
         ELSE max(coalesce(received, -1), coalesce(ended, -1), coalesce(rated_at, -1)) END) VIRTUAL,
  -- Undated ones come last.
  due_order      INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(due, 9223372036854775807)) VIRTUAL
) STRICT;

-- A dossier whose reception point is its competent agency stands in the agency's index only.
CREATE INDEX dossier_agency ON dossier (agency, counted_until, due_order, dossier);
CREATE INDEX dossier_point ON dossier (point, counted_until) WHERE point IS NOT agency;
CREATE INDEX dossier_ended ON dossier (agency, ended, dossier) WHERE ended IS NOT NULL;
-- By time and not by agency: every write moves its entry, and this way it moves to the end, which is one page for a whole batch.
CREATE INDEX dossier_changed ON dossier (changed, agency, point);
CREATE INDEX dossier_agency_alerted ON dossier (agency) WHERE open_alerts > 0;
CREATE INDEX dossier_point_alerted ON dossier (point) WHERE open_alerts > 0;
CREATE INDEX dossier_flagged ON dossier (changed, dossier, agency, flags) WHERE flags IS NOT NULL;

-- Append-only. The body holds the fields that this type of event carries, as JSON.
CREATE TABLE dossier_event (
  dossier  TEXT    NOT NULL,
  source   TEXT    NOT NULL,
  event_id TEXT    NOT NULL,
  type     INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  arrived  INTEGER NOT NULL,
  backfill INTEGER NOT NULL,
  body     TEXT    NOT NULL,
  PRIMARY KEY (dossier, source, event_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE alert (
  dossier   TEXT    NOT NULL,
  rung      TEXT    NOT NULL,
  agency    TEXT    NOT NULL,
  to_agency TEXT    NOT NULL,
  state     INTEGER NOT NULL,
  raised_at INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  body      TEXT    NOT NULL,
  PRIMARY KEY (dossier, rung)
) STRICT, WITHOUT ROWID;

CREATE INDEX alert_newest ON alert (raised_at, dossier, rung);
CREATE INDEX alert_open ON alert (raised_at, dossier, rung) WHERE state IN (1, 2);

-- How far each source has told its story at each agency and reception point.
CREATE TABLE source_mark (
  agency  TEXT    NOT NULL,
  source  TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  arrived INTEGER NOT NULL,
  PRIMARY KEY (agency, source)
) STRICT, WITHOUT ROWID;

-- Newest id last, without gaps, so that keeping the newest n needs no count. Unknown parts are empty.
CREATE TABLE refused_event (
  id         INTEGER PRIMARY KEY,
  source     TEXT    NOT NULL,
  event_id   TEXT    NOT NULL,
  dossier    TEXT    NOT NULL,
  code       TEXT    NOT NULL,
  type       TEXT,
  field      TEXT,
  message    TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  times      INTEGER NOT NULL,
  UNIQUE (source, event_id, dossier, code)
) STRICT;

-- Different events refused by code, with those that made room for newer ones.
CREATE TABLE refused_code (
  code   TEXT    NOT NULL PRIMARY KEY,
  events INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows of the two tables that are too long to count.
CREATE TABLE row_count (
  name TEXT    NOT NULL PRIMARY KEY,
  rows INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO row_count (name, rows) VALUES ('dossier', 0), ('dossier_event', 0);

CREATE TABLE reference_version (
  id       INTEGER PRIMARY KEY,
  kind     TEXT    NOT NULL,
  document TEXT    NOT NULL,
  version  INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  json     TEXT    NOT NULL,
  UNIQUE (kind, document, version)
) STRICT;
