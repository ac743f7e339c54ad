-- When an attempt began by the database's clock: where the server's was behind, its time is not over when that says so.
ALTER TABLE attempts ADD COLUMN noted_at timestamptz;
ALTER TABLE attempts ALTER COLUMN noted_at SET DEFAULT now();
