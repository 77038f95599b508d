/**
 * What a caller sends again is stored once. A passage's key is `entry index * 4096 + position`, of the entry that it came
 * with; it stays for as long as a part begins or ends with it, or another passage goes on after it.
 */
export const passages = `
ALTER TABLE part ADD COLUMN beginning BLOB;
ALTER TABLE part ADD COLUMN ending BLOB;
CREATE INDEX part_beginning ON part (beginning) WHERE beginning IS NOT NULL;
CREATE INDEX part_ending ON part (ending) WHERE ending IS NOT NULL;

CREATE TABLE passage (
  key        INTEGER PRIMARY KEY,
  id         BLOB NOT NULL,
  parent     BLOB,
  kek        TEXT NOT NULL,
  seal       BLOB NOT NULL,
  ciphertext BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX passage_id ON passage (id);
CREATE INDEX passage_parent ON passage (parent) WHERE parent IS NOT NULL;
`
