/**
 * The first schema. Entries, tiles and checkpoints hold nothing that ever needs to be destroyed, and nobody may change them;
 * parts and the spool hold nothing else. Parts lie in a partition for each month, by the id of their entry: they are written
 * before the entry has its index. `state` keeps a row without value for
 * what was removed, so that other gateways hear of it. The gateway works as `statehouse_app`, whatever it logs in as.
 */
export const initial = `
CREATE TABLE log_entry (
  idx      bigint  PRIMARY KEY,
  id       text    NOT NULL,
  type     text    NOT NULL,
  ref      text,
  terminal boolean NOT NULL,
  time     text    NOT NULL COLLATE "C",
  inst     text    NOT NULL,
  entry    bytea   NOT NULL,
  leaf     bytea   NOT NULL
);
CREATE UNIQUE INDEX log_entry_id ON log_entry (id);
CREATE UNIQUE INDEX log_entry_end ON log_entry (ref) WHERE terminal;
CREATE INDEX log_entry_ref ON log_entry (ref, idx) WHERE ref IS NOT NULL;
CREATE INDEX log_entry_prompt ON log_entry (inst, idx) WHERE type = 'prompt';

CREATE TABLE part (
  month      date    NOT NULL,
  entry      text    NOT NULL,
  pos        integer NOT NULL,
  name       text    NOT NULL,
  kek        text    NOT NULL,
  feed       integer NOT NULL,
  seal       bytea   NOT NULL,
  ciphertext bytea   NOT NULL,
  PRIMARY KEY (month, entry, pos)
) PARTITION BY RANGE (month);
ALTER TABLE part ALTER COLUMN ciphertext SET STORAGE EXTERNAL;

CREATE TABLE tile (
  level  integer NOT NULL,
  idx    bigint  NOT NULL,
  hashes bytea   NOT NULL,
  root   bytea   NOT NULL,
  PRIMARY KEY (level, idx)
);

CREATE TABLE tree_state (
  one       integer PRIMARY KEY CHECK (one = 1),
  size      bigint  NOT NULL,
  root      bytea   NOT NULL,
  last_time text    NOT NULL COLLATE "C"
);
INSERT INTO tree_state VALUES (1, 0, sha256(''), '');

CREATE TABLE checkpoint (
  size bigint NOT NULL,
  at   bigint NOT NULL,
  note text   NOT NULL,
  PRIMARY KEY (size, at)
);

CREATE TABLE instance (
  name      text   PRIMARY KEY,
  iseq      bigint NOT NULL,
  open_from bigint NOT NULL
);

CREATE TABLE spool (
  ref      text    NOT NULL,
  seq      integer NOT NULL,
  body     bytea   NOT NULL,
  released bytea,
  PRIMARY KEY (ref, seq)
);
ALTER TABLE spool ALTER COLUMN body SET STORAGE EXTERNAL, ALTER COLUMN released SET STORAGE EXTERNAL;

CREATE TABLE state (
  kind  text   NOT NULL,
  key   text   NOT NULL,
  value text,
  idx   bigint NOT NULL,
  PRIMARY KEY (kind, key)
);
CREATE INDEX state_idx ON state (idx);

CREATE TABLE probe (padding bytea NOT NULL);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tile FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON tree_state FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_shrinking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size < OLD.size OR NEW.last_time < OLD.last_time THEN
    RAISE EXCEPTION 'the tree never shrinks' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grows BEFORE UPDATE ON tree_state FOR EACH ROW EXECUTE FUNCTION refuse_shrinking();

CREATE FUNCTION refuse_smaller() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM statehouse.checkpoint WHERE size > NEW.size) THEN
    RAISE EXCEPTION 'a larger checkpoint was signed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grows BEFORE INSERT ON checkpoint FOR EACH ROW EXECUTE FUNCTION refuse_smaller();

CREATE FUNCTION ensure_month(first_day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = statehouse, pg_temp AS $$
DECLARE
  month date := date_trunc('month', first_day)::date;
  name text := 'part_' || to_char(month, 'YYYY_MM');
BEGIN
  IF to_regclass('statehouse.' || name) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('statehouse month', 0));
  EXECUTE format('CREATE TABLE IF NOT EXISTS statehouse.%I PARTITION OF statehouse.part FOR VALUES FROM (%L) TO (%L)',
    name, month, (month + interval '1 month')::date);
END $$;

CREATE FUNCTION destroy_content(entry_idx bigint, part_names text[], disposition_idx bigint) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = statehouse, pg_temp AS $$
DECLARE destroyed bigint;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM log_entry WHERE idx = disposition_idx AND type = 'disposition' AND idx > entry_idx) THEN
    RAISE EXCEPTION 'content is destroyed by a disposition only, and entry % is none', disposition_idx
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM part USING log_entry e
    WHERE e.idx = entry_idx AND part.entry = e.id AND part.month = date_trunc('month', left(e.time, 10)::date)::date
      AND part.name = ANY (part_names);
  GET DIAGNOSTICS destroyed = ROW_COUNT;
  RETURN destroyed;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA statehouse FROM PUBLIC;
GRANT USAGE ON SCHEMA statehouse TO statehouse_app;
GRANT SELECT ON ALL TABLES IN SCHEMA statehouse TO statehouse_app;
GRANT INSERT ON log_entry, part, tile, checkpoint, spool, state, instance, probe TO statehouse_app;
GRANT UPDATE ON tree_state, state, instance TO statehouse_app;
GRANT DELETE ON spool, probe TO statehouse_app;
GRANT EXECUTE ON FUNCTION ensure_month, destroy_content TO statehouse_app;
`
