import { readFileSync } from 'node:fs'
import { openCheckpoint } from '../../core/checkpoint.ts'
import { parseVerifierKey } from '../../core/signed-note.ts'
import type { EvidenceStatus } from '../../http/routes/health.ts'
import { readAnchor } from '../../records/outside/anchor-file.ts'
import { parseWitnessPolicy } from '../../records/outside/witness-policy.ts'
import { readSigningKeyFile } from '../../records/signing-key.ts'
import { type DoctorCheck, type Finding, fail, ok, reasonOf, warn } from './check.ts'

const TIMEOUT_MS = 3_000

const ALONE = warn('not independently witnessed: nobody outside this office has countersigned the log yet')

/** Until somebody outside keeps what was signed, only this office vouches for the log, and the doctor says so. */
export const witness: DoctorCheck = {
  name: 'witness',
  needs: [],
  async run({ config }) {
    if (config === null) return [ALONE]
    const evidence = await evidenceOf(config.publicUrl)
    const policy = config.witnesses === null ? [] : witnessFindings(config.witnesses, evidence)
    const anchor = config.anchor === null ? [] : [await anchorFinding(config.anchor, config.logSigningKeyFile)]
    const isSeen = evidence?.witnessed != null || anchor.some(({ state }) => state === 'ok')
    return [...policy, ...anchor, ...(isSeen ? [] : [ALONE])]
  },
}

/** What the running gateway knows; null where none runs, or it doesn’t tell this address. */
async function evidenceOf(publicUrl: string): Promise<EvidenceStatus | null> {
  try {
    const answer = await fetch(`${publicUrl}/readyz`, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' })
    return ((await answer.json()) as { evidence?: EvidenceStatus }).evidence ?? null
  } catch {
    return null
  }
}

function witnessFindings(path: string, evidence: EvidenceStatus | null): Finding[] {
  try {
    parseWitnessPolicy(readFileSync(path, 'utf8'))
  } catch (error) {
    return [fail(`${path}: ${reasonOf(error)}`)]
  }
  if (evidence === null) return [warn('the gateway isn’t running, so no witness was asked')]
  const faults = evidence.witnesses.flatMap(({ name, fault }) => (fault === null ? [] : [warn(`${name}: ${fault}`)]))
  const { witnessed } = evidence
  return witnessed === null
    ? faults
    : [ok(`a quorum of witnesses has cosigned ${witnessed.size} entries at ${witnessed.at}`), ...faults]
}

async function anchorFinding(path: string, keyFile: string): Promise<Finding> {
  try {
    const note = await readAnchor(path)
    if (note === null) return warn(`${path} holds no checkpoint yet`)
    const { vkey, before } = await readSigningKeyFile(keyFile)
    const keys = [vkey, ...(before === undefined ? [] : [before.vkey])].map(parseVerifierKey)
    return ok(`${path} holds the checkpoint of ${openCheckpoint(note, ...keys).size} entries`)
  } catch (error) {
    return fail(`${path}: ${reasonOf(error)}`)
  }
}
