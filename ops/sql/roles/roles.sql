-- Two roles, so that the program that runs owns nothing: monitor_owner makes and upgrades the tables, monitor reads and writes rows.
-- Run by a superuser (or who may create roles and databases), connected to the monitor's database, as often as you like:
--   createdb --encoding=UTF8 --template=template0 monitor
--   psql -d monitor -v ON_ERROR_STOP=1 -f ops/sql/roles/roles.sql
-- Passwords are not set here: \password monitor_owner, \password monitor; or peer, certificate or SCRAM as pg_hba.conf says.

\set QUIET on
SELECT 'CREATE ROLE monitor_owner LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'monitor_owner') \gexec
SELECT 'CREATE ROLE monitor LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'monitor') \gexec
ALTER ROLE monitor_owner NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE monitor NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- Whoever owns the database owns its schema public, and may make and drop what it likes there.
SELECT format('ALTER DATABASE %I OWNER TO monitor_owner', datname) FROM pg_database WHERE datname = current_database() AND datdba = 'monitor'::regrole \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO monitor_owner, monitor', current_database()) \gexec
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO monitor_owner;
GRANT USAGE ON SCHEMA public TO monitor;

-- Tables that are there already, from a time when one role did everything, go over to the owner; their sequences go with them.
SELECT format('ALTER TABLE %I.%I OWNER TO monitor_owner', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public' AND tableowner <> 'monitor_owner' \gexec

-- Rows only: no TRUNCATE, no REFERENCES, no TRIGGER, no CREATE. What the owner makes later is granted with it.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO monitor;
ALTER DEFAULT PRIVILEGES FOR ROLE monitor_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO monitor;
-- The versions of the schema are the owner's to write, and so are the statements that Orleans runs.
SELECT format('REVOKE INSERT, UPDATE, DELETE ON %I FROM monitor', tablename) FROM pg_tables
WHERE schemaname = 'public' AND tablename IN ('schema_version', 'orleans_schema_version', 'orleansquery') \gexec
