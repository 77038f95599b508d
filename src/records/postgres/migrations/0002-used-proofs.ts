/**
 * Which proofs of possession were used, for all gateways. `began`: what was used before isn't known, see `ProofMemory`.
 */
export const usedProofs = `
CREATE TABLE used_proof (
  id    text   PRIMARY KEY,
  until bigint NOT NULL
);
CREATE INDEX used_proof_until ON used_proof (until);
CREATE TABLE used_proof_memory (began bigint NOT NULL);
INSERT INTO used_proof_memory VALUES (floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint);
GRANT SELECT, INSERT, DELETE ON used_proof TO statehouse_app;
GRANT SELECT ON used_proof_memory TO statehouse_app;
`
