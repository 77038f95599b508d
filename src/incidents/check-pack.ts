import { isDeepStrictEqual } from 'node:util'
import { parseEntry } from '../core/entry.ts'
import { readJson } from '../core/read-json.ts'
import type { SeenStep } from './incident-log.ts'
import type { SealedStep, WordedProof } from './sealed-words.ts'
import { replay } from './take-step.ts'

/** An exported incident, as somebody was given it. */
export interface IncidentPack {
  readonly incident: unknown
  readonly steps: readonly SeenStep[]
  readonly proofs: readonly WordedProof[]
}

export interface CheckedStep {
  readonly index: number
  readonly kind: string
  /**
   * `proved`: its entry says the same. `withheld`: there are none, only the entry is proved. `unproved`: what it says isn't in
   * the pack as the log has it. `altered`: its entry says something else.
   */
  readonly words: 'proved' | 'withheld' | 'unproved' | 'altered'
}

/**
 * Clause MS-38: holds what an exported incident says of itself against the entries of the log in it, and its state against
 * its steps. That those entries are the log's, their proofs say (`records/check-proof.ts`). Steps that were taken after it
 * was exported aren't in it.
 */
export function checkPack({ incident, steps, proofs }: IncidentPack): {
  readonly steps: readonly CheckedStep[]
  /** Whether its state is what its steps come to, one after the other. */
  readonly isWhole: boolean
} {
  const byIndex = new Map(proofs.map((proof) => [proof.index, proof]))
  const number = (incident as { number?: unknown }).number
  return {
    steps: steps.map((one) => ({
      index: one.index,
      kind: one.step.change.kind,
      words: wordsOf(one, number, byIndex.get(one.index)),
    })),
    isWhole: areSame(replay(steps.map(({ step }) => step)), incident),
  }
}

function wordsOf(seen: SeenStep, number: unknown, proof: WordedProof | undefined): CheckedStep['words'] {
  if (proof === undefined) return 'unproved'
  if (parseEntry(Buffer.from(proof.entry)).id !== seen.step.entry) return 'altered'
  const body = proof.parts?.find(({ name }) => name === 'body')
  if (body === undefined) return seen.reason === null && seen.said === null ? 'withheld' : 'unproved'
  const { incident, step, by = seen.by, reason, said } = readJson(body.content) as SealedStep
  const isSame = areSame([incident, step, by, reason, said], [number, seen.step, seen.by, seen.reason, seen.said])
  return isSame ? 'proved' : 'altered'
}

/** As JSON says it. */
function areSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)))
}
