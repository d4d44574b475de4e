-- What Orleans keeps beside our tables: which silos there are, what wakes agencies, and grain state of low rate. Names of tables and
-- keys, parameters and result columns are Orleans' own; statements are ours: plain ones, each atomic by itself.

CREATE TABLE OrleansQuery (
  QueryKey  text NOT NULL PRIMARY KEY,
  QueryText text NOT NULL
);

-- Membership. Every change of it counts the version up, and who has an older version in mind changes nothing.
CREATE TABLE OrleansMembershipVersionTable (
  DeploymentId text        NOT NULL PRIMARY KEY,
  Timestamp    timestamptz NOT NULL DEFAULT now(),
  Version      integer     NOT NULL DEFAULT 0
);

CREATE TABLE OrleansMembershipTable (
  DeploymentId text        NOT NULL REFERENCES OrleansMembershipVersionTable (DeploymentId),
  Address      text        NOT NULL,
  Port         integer     NOT NULL,
  Generation   integer     NOT NULL,
  SiloName     text        NOT NULL,
  HostName     text        NOT NULL,
  Status       integer     NOT NULL,
  ProxyPort    integer,
  SuspectTimes text,
  StartTime    timestamptz NOT NULL,
  IAmAliveTime timestamptz NOT NULL,
  PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

-- Reminders. Silos read them by ranges of the hash, again and again: without an index that would read the whole table each time.
CREATE TABLE OrleansRemindersTable (
  ServiceId    text        NOT NULL,
  GrainId      text        NOT NULL,
  ReminderName text        NOT NULL,
  StartTime    timestamptz NOT NULL,
  Period       bigint      NOT NULL CHECK (Period > 0),  -- milliseconds
  GrainHash    integer     NOT NULL,
  Version      integer     NOT NULL,
  PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

CREATE INDEX OrleansRemindersByHash ON OrleansRemindersTable (ServiceId, GrainHash);

-- Grain state. The key is unique, so that two activations that write first at the same moment cannot leave two rows.
CREATE TABLE OrleansStorage (
  ServiceId              text        NOT NULL,
  GrainIdHash            integer     NOT NULL,
  GrainTypeHash          integer     NOT NULL,
  GrainTypeString        text        NOT NULL,
  GrainIdN0              bigint      NOT NULL,
  GrainIdN1              bigint      NOT NULL,
  GrainIdExtensionString text,
  PayloadBinary          bytea,
  ModifiedOn             timestamptz NOT NULL,
  Version                integer     NOT NULL
);

CREATE UNIQUE INDEX OrleansStorageIdentity ON OrleansStorage
  (GrainIdHash, GrainTypeHash, ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString) NULLS NOT DISTINCT;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES

('InsertMembershipVersionKey', $$
WITH added AS (
  INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
SELECT EXISTS (SELECT FROM added)
$$),

('InsertMembershipKey', $$
WITH counted AS (
  UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now()
  WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (
    SELECT FROM OrleansMembershipTable m
    WHERE m.DeploymentId = @DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation)
  RETURNING 1),
added AS (
  INSERT INTO OrleansMembershipTable
    (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
  SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM counted
  RETURNING 1)
SELECT EXISTS (SELECT FROM added)
$$),

('UpdateMembershipKey', $$
WITH counted AS (
  UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now()
  WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS (
    SELECT FROM OrleansMembershipTable m
    WHERE m.DeploymentId = @DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation)
  RETURNING 1),
changed AS (
  UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
  WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation AND EXISTS (SELECT FROM counted)
  RETURNING 1)
SELECT EXISTS (SELECT FROM changed)
$$),

('UpdateIAmAlivetimeKey', $$
UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
$$),

('MembershipReadRowKey', $$
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m
  ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
WHERE v.DeploymentId = @DeploymentId
$$),

('MembershipReadAllKey', $$
SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
WHERE v.DeploymentId = @DeploymentId
$$),

('DeleteMembershipTableEntriesKey', $$
WITH members AS (DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId)
DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId
$$),

-- 3 is SiloStatus.Active: whoever says that it is alive is not swept away, however long ago it said so.
('CleanupDefunctSiloEntriesKey', $$
DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3
$$),

('GatewaysQueryKey', $$
SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
$$),

('UpsertReminderRowKey', $$
INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE SET
  StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash, Version = OrleansRemindersTable.Version + 1
RETURNING Version
$$),

('ReadReminderRowsKey', $$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainId = @GrainId
$$),

('ReadReminderRowKey', $$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName
$$),

('ReadRangeRows1Key', $$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash
$$),

-- The range that goes over the end of the ring.
('ReadRangeRows2Key', $$
SELECT GrainId, ReminderName, StartTime, Period, Version FROM OrleansRemindersTable
WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash)
$$),

('DeleteReminderRowKey', $$
WITH deleted AS (
  DELETE FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version RETURNING 1)
SELECT EXISTS (SELECT FROM deleted)
$$),

('DeleteReminderRowsKey', $$
DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId
$$),

-- Answers the new version, or the one that the caller has when it lost: that is how Orleans knows.
('WriteToStorageKey', $$
WITH changed AS (
  UPDATE OrleansStorage SET PayloadBinary = @PayloadBinary, ModifiedOn = now(), Version = Version + 1
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
    AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString IS NOT DISTINCT FROM @GrainIdExtensionString::text
    AND Version = @GrainStateVersion::integer
  RETURNING Version),
added AS (
  INSERT INTO OrleansStorage
    (ServiceId, GrainIdHash, GrainTypeHash, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, PayloadBinary, ModifiedOn, Version)
  SELECT @ServiceId, @GrainIdHash, @GrainTypeHash, @GrainTypeString, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString::text, @PayloadBinary, now(), 1
  WHERE @GrainStateVersion::integer IS NULL
  ON CONFLICT DO NOTHING RETURNING Version)
SELECT coalesce((SELECT Version FROM changed), (SELECT Version FROM added), @GrainStateVersion::integer) AS NewGrainStateVersion
$$),

('ReadFromStorageKey', $$
SELECT PayloadBinary, Version FROM OrleansStorage
WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
  AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString IS NOT DISTINCT FROM @GrainIdExtensionString::text
$$),

-- The row stays, and its version goes on: whoever has an older one still loses.
('ClearStorageKey', $$
WITH cleared AS (
  UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = now(), Version = Version + 1
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
    AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString IS NOT DISTINCT FROM @GrainIdExtensionString::text
    AND Version = @GrainStateVersion::integer
  RETURNING Version)
SELECT coalesce((SELECT Version FROM cleared), @GrainStateVersion::integer) AS NewGrainStateVersion
$$),

('DeleteStorageKey', $$
WITH deleted AS (
  DELETE FROM OrleansStorage
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString
    AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainIdExtensionString IS NOT DISTINCT FROM @GrainIdExtensionString::text
    AND Version = @GrainStateVersion::integer
  RETURNING Version)
SELECT coalesce((SELECT Version + 1 FROM deleted), @GrainStateVersion::integer) AS NewGrainStateVersion
$$);
