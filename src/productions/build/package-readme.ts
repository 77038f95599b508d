/** What a stranger needs to read and check a package; the same in each. */
export const README = `What is in this package

  index.html               the records as pages, to read in a browser; they need no network and run no script
  records.jsonl            the same, one JSON document a line
  records.csv              the same as a table; a leading apostrophe keeps spreadsheets from running text
  load/                    load files for review tools: Concordance DAT (UTF-8) and Opticon OPT; text/ holds the texts
  exemption-log.csv        what was withheld: record, part, place, by what law, decided by whom
  privilege-log.csv        what was withheld as privileged (in a production for legal process)
  destroyed.csv            what was destroyed lawfully before this production, with the authority
  chain-of-custody.csv     each step of each record, from its recording to this package
  proofs/                  for each entry of a released record, the proof that it stands in the log
  checkpoint               the log's signed checkpoint that the proofs lead to
  search-plan.json         what was searched for, where the agency gives it out; manifest.json says how far the search reached
  SHA256SUMS               the SHA-256 of every other file but the manifest
  manifest.json            what this package is, with the size and SHA-256 of every file

How to check it

  sha256sum -c SHA256SUMS
  statehouse log check proofs --vkey VKEY

VKEY is the log's verifier key, from where the agency publishes it. A proof shows that the agency's log has had exactly this
entry since its checkpoint was signed. Of a record that is released whole the contents are beside the proof and are held
against the entry. Of a record with withheld words only the entry can be proved: the log commits to the whole text, so what
was withheld would have to be shown to prove the rest. The agency vouches for those texts by the digest of manifest.json,
which it entered in its log when it sealed this package.

Times are UTC. [Withheld: CODE] stands where words were taken out, whatever their length.
`
