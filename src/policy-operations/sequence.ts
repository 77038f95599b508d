import { PolicyError } from '../policy/problem.ts'
import type { Seal } from './prepared-policy.ts'

/** State kind, with one key: the newest bundle that this log has accepted. */
export const POLICY_SEQUENCE = 'policy-sequence'
export const NEWEST = 'newest'

export interface AcceptedSequence {
  readonly sequence: number
  readonly manifest: string
}

/** Against rollback: throws {@link PolicyError} for a bundle older than the newest accepted, or another of its number. */
export function checkSequence(folder: string, seal: Seal | null, accepted: AcceptedSequence | undefined): void {
  if (seal === null || accepted === undefined) return
  const isOlder = seal.sequence < accepted.sequence
  const isOther = seal.sequence === accepted.sequence && seal.manifest !== accepted.manifest
  if (!isOlder && !isOther) return
  const problem = isOlder
    ? `bundle ${seal.sequence} is older than bundle ${accepted.sequence}, which was in force`
    : `another bundle with the number ${seal.sequence} was in force`
  const mend = `seal it with a number above ${accepted.sequence}: policy seal DIR --sequence ${accepted.sequence + 1}`
  throw new PolicyError([{ file: `${folder}/manifest.note`, line: 1, column: 1, problem, mend }])
}
