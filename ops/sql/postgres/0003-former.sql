-- Agencies and points that had the dossier and count it no more: between line feeds, one before the first and after the last; null when
-- there are none. Their sweeps for lost reports find by it what left them. Rows written before have none: their reports were told.
ALTER TABLE dossier ADD COLUMN former text COLLATE "C";
