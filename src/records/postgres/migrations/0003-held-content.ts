/**
 * What a legal hold keeps isn't destroyed, whoever asks: the function itself looks, with the tree locked, since a hold is an
 * entry and is appended under the same lock. Returns -1 for content that is held; null names destroy every part. Spooled
 * segments go with the content.
 */
export const heldContent = `
CREATE OR REPLACE FUNCTION destroy_content(entry_idx bigint, part_names text[], disposition_idx bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = statehouse, pg_temp AS $$
DECLARE
  destroyed bigint;
  target log_entry%ROWTYPE;
  target_month date;
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
  DELETE FROM part WHERE month = target_month AND entry = target.id AND (part_names IS NULL OR name = ANY (part_names));
  GET DIAGNOSTICS destroyed = ROW_COUNT;
  DELETE FROM spool WHERE target.ref IS NOT NULL AND ref = target.ref;
  RETURN destroyed;
END $$;
`
