/** An entry's place within its exchange: all terminal entries claim the same one, so that there can be only one. */
export const PLACE = 'iif(terminal = 1, -1, idx)'

/**
 * The first schema. Entries, tiles and checkpoints hold nothing that ever needs to be destroyed; parts and the spool
 * hold nothing else. No exchange is open whose prompt is below `open_from`. A part's key is `entry index * 1024 +
 * position`, so that writing stays an append to one tree; the last `feed` bytes of its content are for the index only.
 */
export const initial = `
CREATE TABLE log_entry (
  idx      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL,
  type     TEXT NOT NULL,
  ref      TEXT,
  terminal INTEGER NOT NULL,
  time     TEXT NOT NULL,
  entry    BLOB NOT NULL,
  leaf     BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX log_entry_id ON log_entry (id);
CREATE UNIQUE INDEX log_entry_ref ON log_entry (ref, ${PLACE}) WHERE ref IS NOT NULL;

CREATE TABLE part (
  key        INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  kek        TEXT NOT NULL,
  seal       BLOB NOT NULL,
  ciphertext BLOB NOT NULL,
  feed       INTEGER NOT NULL
) STRICT;

CREATE TABLE tile (
  level  INTEGER NOT NULL,
  idx    INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  root   BLOB NOT NULL,
  PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE tree_state (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  size      INTEGER NOT NULL,
  frontier  BLOB NOT NULL,
  root      BLOB NOT NULL,
  epoch     TEXT NOT NULL,
  last_time TEXT NOT NULL,
  open_from INTEGER NOT NULL
) STRICT;

CREATE TABLE instance (
  name TEXT PRIMARY KEY,
  iseq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  size INTEGER NOT NULL,
  at   INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (size, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE spool (
  ref      TEXT NOT NULL,
  seq      INTEGER NOT NULL,
  body     BLOB NOT NULL,
  released BLOB,
  PRIMARY KEY (ref, seq)
) STRICT;

CREATE TABLE state (
  kind  TEXT NOT NULL,
  key   TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE probe (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  padding BLOB NOT NULL
) STRICT;

CREATE TRIGGER log_entry_is_append_only_update BEFORE UPDATE ON log_entry
BEGIN SELECT RAISE(ABORT, 'log_entry is append-only'); END;
CREATE TRIGGER log_entry_is_append_only_delete BEFORE DELETE ON log_entry
BEGIN SELECT RAISE(ABORT, 'log_entry is append-only'); END;
CREATE TRIGGER tile_is_append_only_update BEFORE UPDATE ON tile
BEGIN SELECT RAISE(ABORT, 'tile is append-only'); END;
CREATE TRIGGER tile_is_append_only_delete BEFORE DELETE ON tile
BEGIN SELECT RAISE(ABORT, 'tile is append-only'); END;
`
