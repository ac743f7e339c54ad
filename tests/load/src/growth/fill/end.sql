DO $$
DECLARE
    step record;
BEGIN
    FOR step IN SELECT up FROM taken_down ORDER BY turn, of_table, name LOOP
        EXECUTE step.up;
    END LOOP;
END $$;
SET session_replication_role = origin;
