import { DATA_CLASSES, DECISION_MODES } from '../core/decision.ts'
import type { DocumentName, Documents } from '../policy/documents.ts'
import { OPERATORS, OUTPUT_OPERATORS } from '../policy/schema/redaction.ts'
import { isNotARule } from './not-a-rule.ts'
import { rowName } from './value-at.ts'

/** One change of one rule. */
export interface Mutant {
  readonly what: string
  readonly document: DocumentName
  readonly documents: Documents
}

/** Words that stand in an order or a closed list: a rule is inverted by taking its neighbour. */
const VOCABULARIES: readonly (readonly string[])[] = [
  DATA_CLASSES,
  DECISION_MODES,
  OPERATORS,
  OUTPUT_OPERATORS,
  ['refuse', 'flag', 'allow'],
  ['active', 'suspended', 'retired', 'requested'],
  ['content', 'envelope'],
  ['person', 'client'],
  ['on-prem', 'tenant-isolated', 'shared', 'public'],
  ['segment', 'final', 'buffer'],
  ['employee', 'contractor', 'guest', 'service', 'public'],
]

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Every deletion and inversion of a rule, one at a time: list rows, optional values, flags, ceilings, words, days. */
export function* mutantsOf(documents: Documents): Generator<Mutant> {
  for (const document of Object.keys(documents) as DocumentName[]) {
    for (const { what, value } of changesOf(documents[document], document))
      yield { what, document, documents: { ...documents, [document]: value } }
  }
}

interface Change {
  readonly what: string
  readonly value: unknown
}

function* changesOf(value: unknown, path: string): Generator<Change> {
  if (isNotARule(path)) return
  if (Array.isArray(value)) {
    for (const [index, row] of value.entries()) {
      const name = `${path}/${rowName(row) ?? (typeof row === 'string' ? row : index)}`
      if (isNotARule(name)) continue
      yield { what: `${name} deleted`, value: value.toSpliced(index, 1) }
      if (typeof row !== 'object' || row === null) continue
      for (const { what, value: changed } of changesOf(row, name)) yield { what, value: value.with(index, changed) }
    }
    return
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const name = `${path}/${key}`
      if (isNotARule(name)) continue
      const { [key]: _, ...without } = value as Record<string, unknown>
      if (key !== 'id') yield { what: `${name} deleted`, value: without }
      for (const { what, value: changed } of changesOf(member, name))
        yield { what, value: { ...value, [key]: changed } }
    }
    return
  }
  for (const other of othersOf(value)) yield { what: `${path}: ${String(value)} → ${String(other)}`, value: other }
}

function othersOf(value: unknown): readonly unknown[] {
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') return [value + 1, value - 1]
  if (typeof value !== 'string') return []
  if (DAY.test(value)) return [moved(value, 1), moved(value, -1)]
  return VOCABULARIES.filter((words) => words.includes(value)).flatMap((words) => {
    const at = words.indexOf(value)
    return [words[at - 1], words[at + 1]].filter((word) => word !== undefined)
  })
}

function moved(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
