import { createHash } from 'node:crypto'
import { readJson } from '../../core/read-json.ts'
import type { PlacedChange, StateBasis } from '../../core/record.ts'

/** A row that an entry rests on, on its way to the writer: of its value only what tells another one from it. */
export type BasisHead = readonly [kind: string, key: string, digest: string | null]

/** A row as the store has it: JSON text, or `null` where there is none, and the entry that it was so from. */
export interface HeldRow {
  readonly value: string | null
  readonly index: number
}

export function basisHead({ kind, key, value }: StateBasis): BasisHead {
  return [kind, key, value === null ? null : digestOf(JSON.stringify(value))]
}

/**
 * Which of the rows aren't what an entry rests on. A value is written as `JSON.stringify` has it, and reads and writes as the
 * same text from then on, so texts are compared.
 * @param rowOf the row within the transaction, what this batch has changed before among it.
 */
export function movedRows(
  basis: readonly BasisHead[],
  rowOf: (kind: string, key: string) => HeldRow,
): readonly PlacedChange[] {
  return basis.flatMap(([kind, key, digest]) => {
    const { value, index } = rowOf(kind, key)
    if ((value === null ? null : digestOf(value)) === digest) return []
    return [{ kind, key, value: value === null ? null : readJson(value), index }]
  })
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
