-- Instants are UTC ticks: 100 ns since 0001-01-01T00:00 (System.DateTime.Ticks). timestamptz would round them to microseconds.
-- Codes are compared byte by byte (COLLATE "C"), so that order and pages are the same whatever locale the database has.
-- Agencies' counts are never stored: they are rebuilt from the table dossier.

-- One row a dossier: the columns mirror DossierLine, the payload is the grain's own state.
CREATE TABLE dossier (
  dossier        text COLLATE "C" NOT NULL PRIMARY KEY,
  version        bigint   NOT NULL CHECK (version > 0),
  state          smallint NOT NULL,
  agency         text COLLATE "C",
  point          text COLLATE "C",
  procedure      text COLLATE "C",
  received       bigint,
  ended          bigint,
  due            bigint,
  due_soon_from  bigint,
  overdue_after  bigint,
  paused         boolean  NOT NULL,
  ended_late     boolean  NOT NULL,
  rated_at       bigint,
  rating_scale   smallint,
  rating_value   smallint,
  next_mark      bigint,
  changed        bigint   NOT NULL,
  step           text COLLATE "C",
  flags          text COLLATE "C",   -- separated by a space; null when there are none
  source         text COLLATE "C",
  source_at      bigint,
  source_arrived bigint,
  open_alerts    integer  NOT NULL,
  payload        bytea    NOT NULL,

  -- An agency must count the dossier up to here: without end while it is open.
  counted_until  bigint NOT NULL GENERATED ALWAYS AS (
    CASE WHEN received IS NOT NULL AND ended IS NULL THEN 9223372036854775807
         ELSE greatest(received, ended, rated_at, -1) END) STORED,
  -- Undated ones come last.
  due_order      bigint NOT NULL GENERATED ALWAYS AS (coalesce(due, 9223372036854775807)) STORED
);

-- A dossier whose reception point is its competent agency stands in the agency's index only.
CREATE INDEX dossier_agency ON dossier (agency, counted_until, due_order, dossier);
CREATE INDEX dossier_point ON dossier (point, counted_until) WHERE point IS DISTINCT FROM agency;
CREATE INDEX dossier_ended ON dossier (agency, ended, dossier) WHERE ended IS NOT NULL;
-- By time and not by agency: every write moves its entry, and this way it moves to the end, which is one page for a whole batch.
CREATE INDEX dossier_changed ON dossier (changed);
CREATE INDEX dossier_agency_alerted ON dossier (agency) WHERE open_alerts > 0;
CREATE INDEX dossier_point_alerted ON dossier (point) WHERE open_alerts > 0;
CREATE INDEX dossier_flagged ON dossier (changed, dossier) WHERE flags IS NOT NULL;

-- Append-only. The body holds the fields that this type of event carries, as JSON: kept as it was told, and never searched.
CREATE TABLE dossier_event (
  dossier  text COLLATE "C" NOT NULL,
  source   text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  type     smallint NOT NULL,
  at       bigint   NOT NULL,
  arrived  bigint   NOT NULL,
  backfill boolean  NOT NULL,
  body     text COLLATE "C" NOT NULL,
  PRIMARY KEY (dossier, source, event_id)
);

CREATE TABLE alert (
  dossier   text COLLATE "C" NOT NULL,
  rung      text COLLATE "C" NOT NULL,
  agency    text COLLATE "C" NOT NULL,
  to_agency text COLLATE "C" NOT NULL,
  state     smallint NOT NULL,
  raised_at bigint   NOT NULL,
  version   integer  NOT NULL,
  body      text COLLATE "C" NOT NULL,
  PRIMARY KEY (dossier, rung)
);

CREATE INDEX alert_newest ON alert (raised_at, dossier, rung);
CREATE INDEX alert_open ON alert (raised_at, dossier, rung) WHERE state IN (1, 2);

-- How far each source has told its story at each agency and reception point. One row for each writer, since writers side by side
-- would wait for one another's commits on a row that they share; the newest counts. So do the counts below.
CREATE TABLE source_mark (
  agency  text COLLATE "C" NOT NULL,
  source  text COLLATE "C" NOT NULL,
  lane    smallint NOT NULL,
  at      bigint   NOT NULL,
  arrived bigint   NOT NULL,
  PRIMARY KEY (agency, source, lane)
) WITH (fillfactor = 50);

-- Rows of the two tables that are too long to count: the sum over the writers.
CREATE TABLE row_count (
  name text COLLATE "C" NOT NULL,
  lane smallint NOT NULL,
  rows bigint   NOT NULL,
  PRIMARY KEY (name, lane)
) WITH (fillfactor = 10);

INSERT INTO row_count (name, lane, rows) VALUES ('dossier', 0, 0), ('dossier_event', 0, 0);

-- Newest id last, nearly without gaps, so that keeping the newest n needs no count. Unknown parts are empty.
CREATE TABLE refused_event (
  id         bigint   GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source     text COLLATE "C" NOT NULL,
  event_id   text COLLATE "C" NOT NULL,
  dossier    text COLLATE "C" NOT NULL,
  code       text COLLATE "C" NOT NULL,
  type       text COLLATE "C",
  field      text COLLATE "C",
  message    text COLLATE "C" NOT NULL,
  at         bigint   NOT NULL,
  times      bigint   NOT NULL,
  UNIQUE (source, event_id, dossier, code)
);

-- Different events refused by code, with those that made room for newer ones.
CREATE TABLE refused_code (
  code   text COLLATE "C" NOT NULL PRIMARY KEY,
  events bigint NOT NULL
);

CREATE TABLE reference_version (
  id       bigint   GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind     text COLLATE "C" NOT NULL,
  document text COLLATE "C" NOT NULL,
  version  integer  NOT NULL,
  at       bigint   NOT NULL,
  json     text COLLATE "C" NOT NULL,
  UNIQUE (kind, document, version)
);

-- A row here says that this database holds simulated dossiers; real ones never come into it.
CREATE TABLE simulated (
  simulated boolean NOT NULL PRIMARY KEY CHECK (simulated)
);
