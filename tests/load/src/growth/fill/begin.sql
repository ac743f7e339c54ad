-- How the fill works: triggers rest (what they would count is written with the rows), and constraints and indexes are taken
-- down for it and made again at its end, where the database looks whether every row obeys them.
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
SET work_mem = '256MB';
SET client_min_messages = warning;

-- An id of a time, as the program makes them: they sort by it.
CREATE FUNCTION pg_temp.id_of(at timestamptz, name text) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN
    (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(name), 1, 3) || '8'
     || substr(md5(name), 5, 15))::uuid;

-- Everything that is taken down, in the order in which it is made again.
CREATE TEMP TABLE taken_down AS
    SELECT (CASE c.contype WHEN 'p' THEN 1 WHEN 'u' THEN 2 ELSE 4 END) AS turn, c.conrelid::regclass::text AS of_table,
           c.conname::text AS name, format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS down,
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS up
    FROM pg_constraint c
    WHERE c.contype IN ('p', 'u', 'f') AND (c.conrelid::regclass::text = ANY(:tables) OR c.confrelid::regclass::text = ANY(:tables))
    UNION ALL
    SELECT 3, i.indrelid::regclass::text, i.indexrelid::regclass::text, format('DROP INDEX %s', i.indexrelid::regclass),
           pg_get_indexdef(i.indexrelid)
    FROM pg_index i
    WHERE i.indrelid::regclass::text = ANY(:tables)
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'));
-- A key that is referred to goes after what refers to it.
DO $$
DECLARE
    step record;
BEGIN
    FOR step IN SELECT down FROM taken_down ORDER BY turn DESC, of_table, name LOOP
        EXECUTE step.down;
    END LOOP;
END $$;
