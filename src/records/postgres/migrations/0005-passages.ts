/**
 * What a caller sends again is stored once, as passages that parts begin or end with. A passage goes with the last part that
 * refers to it, in the same call that destroys the part: nobody else may delete one. The function is that of 0003 otherwise.
 */
export const passages = `
ALTER TABLE part ADD COLUMN beginning bytea, ADD COLUMN ending bytea;
CREATE INDEX part_beginning ON part (beginning) WHERE beginning IS NOT NULL;
CREATE INDEX part_ending ON part (ending) WHERE ending IS NOT NULL;

CREATE TABLE passage (
  id         bytea   PRIMARY KEY,
  parent     bytea,
  entry      text    NOT NULL,
  pos        integer NOT NULL,
  kek        text    NOT NULL,
  seal       bytea   NOT NULL,
  ciphertext bytea   NOT NULL
);
ALTER TABLE passage ALTER COLUMN ciphertext SET STORAGE EXTERNAL;
CREATE INDEX passage_parent ON passage (parent) WHERE parent IS NOT NULL;
GRANT SELECT, INSERT ON passage TO statehouse_app;

CREATE OR REPLACE FUNCTION destroy_content(entry_idx bigint, part_names text[], disposition_idx bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = statehouse, pg_temp AS $$
DECLARE
  destroyed bigint;
  target log_entry%ROWTYPE;
  target_month date;
  tips bytea[];
  tip bytea;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM log_entry WHERE idx = disposition_idx AND type = 'disposition' AND idx > entry_idx) THEN
    RAISE EXCEPTION 'content is destroyed by a disposition only, and entry % is none', disposition_idx
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM 1 FROM tree_state FOR UPDATE;
  SELECT * INTO STRICT target FROM log_entry WHERE idx = entry_idx;
  target_month := date_trunc('month', left(target.time, 10)::date)::date;
  IF EXISTS (
    SELECT 1 FROM state, jsonb_array_elements(state.value::jsonb -> 'ranges') AS range (held)
    WHERE kind = 'held' AND state.value IS NOT NULL AND entry_idx BETWEEN (held ->> 0)::bigint AND (held ->> 1)::bigint
  ) THEN
    RETURN CASE WHEN EXISTS (SELECT 1 FROM part WHERE month = target_month AND entry = target.id) THEN -1 ELSE 0 END;
  END IF;
  tips := ARRAY(
    SELECT shared FROM part, LATERAL (VALUES (beginning), (ending)) AS named (shared)
    WHERE month = target_month AND entry = target.id AND (part_names IS NULL OR name = ANY (part_names)) AND shared IS NOT NULL
  );
  DELETE FROM part WHERE month = target_month AND entry = target.id AND (part_names IS NULL OR name = ANY (part_names));
  GET DIAGNOSTICS destroyed = ROW_COUNT;
  FOREACH tip IN ARRAY tips LOOP
    WHILE tip IS NOT NULL LOOP
      DELETE FROM passage AS p WHERE p.id = tip
        AND NOT EXISTS (SELECT 1 FROM part WHERE beginning = p.id)
        AND NOT EXISTS (SELECT 1 FROM part WHERE ending = p.id)
        AND NOT EXISTS (SELECT 1 FROM passage WHERE parent = p.id)
        RETURNING p.parent INTO tip;
    END LOOP;
  END LOOP;
  DELETE FROM spool WHERE target.ref IS NOT NULL AND ref = target.ref;
  RETURN destroyed;
END $$;
`
