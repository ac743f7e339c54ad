ALTER TABLE attempts DROP COLUMN noted_at;
