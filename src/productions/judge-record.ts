import type { ProductionMode } from '../policy/record-access.ts'
import type { Place } from './find-pattern.ts'
import type { PatternRow, RecordDecision } from './production-row.ts'
import type { ShownRecord } from './show-record.ts'
import type { ShownText } from './shown-text.ts'

/** A pattern with what finds its hits. */
export interface ReadyPattern {
  readonly row: PatternRow
  readonly find: (shown: ShownText) => Place[]
}

/** What is decided of a production's records, beside the codings. */
export interface Decided {
  readonly patterns: readonly ReadyPattern[]
  decisionsOf(exchange: string): readonly RecordDecision[]
}

/** A place of a record that is withheld, and why. */
export interface Redaction extends Place {
  readonly exemption: string
  readonly how: RecordDecision['how']
  readonly by: string
  readonly at: string
}

/** A place that nobody has decided about: the package can't be sealed. */
export interface OpenPlace extends Place {
  readonly what: 'placeholder' | 'proposal'
  /** What stands there. */
  readonly shown: string
  /** Which pattern proposes it; null for a placeholder. */
  readonly pattern: string | null
}

export interface JudgedRecord {
  readonly redactions: readonly Redaction[]
  readonly open: readonly OpenPlace[]
  /** Placeholders whose value stands in the released copy, by part and start. */
  readonly restored: readonly Place[]
}

/** Counsel hands over the whole record in a legal process: nothing is redacted, and nothing waits for a decision. */
export function judgeRecord(
  record: ShownRecord,
  { patterns, decisionsOf }: Decided,
  mode: ProductionMode,
): JudgedRecord {
  if (mode === 'legal-process') {
    const restored = record.texts.flatMap(({ part, atoms }) =>
      atoms.flatMap(({ start, end, value }) => (value === null ? [] : [{ part, start, end }])),
    )
    return { redactions: [], open: [], restored }
  }
  const decisions = decisionsOf(record.exchange)
  const redactions: Redaction[] = []
  const open: OpenPlace[] = []
  const restored: Place[] = []
  for (const shown of record.texts) judgeText(shown)
  return { redactions, open, restored }

  function judgeText(shown: ShownText): void {
    const { part, text, atoms } = shown
    const own = decisions.filter((decision) => decision.part === part)
    const withheld: Redaction[] = own.flatMap((decision) => {
      if (decision.decision !== 'withhold' || decision.exemption === null) return []
      const [start, end] =
        decision.how === 'part' ? [0, text.length] : [decision.start, Math.min(decision.end, text.length)]
      return [{ part, start, end, exemption: decision.exemption, how: decision.how, by: decision.by, at: decision.at }]
    })
    for (const { row, find } of patterns) {
      for (const hit of find(shown)) {
        if (own.some((decision) => decision.start === hit.start && decision.end === hit.end)) continue
        const { all } = row
        if (all?.decision === 'withhold' && all.exemption !== null) {
          const how = row.kind === 'placeholder' ? 'placeholder' : 'pattern'
          withheld.push({ ...hit, exemption: all.exemption, how, by: all.by, at: all.at })
        } else if (all === null && row.kind !== 'placeholder' && !isCovered(hit, withheld)) {
          open.push({ ...hit, what: 'proposal', shown: text.slice(hit.start, hit.end), pattern: row.id })
        }
      }
    }
    for (const { start, end, shown: stands, value, entity } of atoms) {
      if (withheld.some((one) => one.start < end && start < one.end)) continue
      const single = own.find((decision) => decision.start === start && decision.end === end)
      const decision =
        single?.decision ??
        patterns.find(({ row }) => row.kind === 'placeholder' && row.find.toUpperCase() === entity && row.all !== null)
          ?.row.all?.decision
      if (decision === 'keep' && value === null) continue
      if (decision === 'restore' && value !== null) restored.push({ part, start, end })
      else open.push({ part, start, end, what: 'placeholder', shown: stands, pattern: null })
    }
    redactions.push(...withheld)
  }
}

function isCovered(hit: Place, withheld: readonly Redaction[]): boolean {
  return withheld.some(({ start, end }) => start <= hit.start && hit.end <= end)
}
