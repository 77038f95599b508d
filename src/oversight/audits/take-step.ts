import { type AuditFinding, type AuditRow, isUnresolved } from './audit-row.ts'
import type { AuditChange, AuditStep } from './audit-step.ts'

/** Why a step can’t be taken now, as a sentence; null when it can. */
export function whyNot(row: AuditRow, change: AuditChange): string | null {
  if (row.state === 'abandoned') return 'It was abandoned.'
  switch (change.kind) {
    case 'start':
      return 'It was started already.'
    case 'hand-over':
      if (isSame(change.to, row.owner)) return 'Nobody audits what they answer for.'
      return isSame(change.to, row.auditor) ? 'They audit it already.' : null
    case 'reassign':
      if (isSame(change.to, row.auditor)) return 'Nobody answers for what they audit.'
      return isSame(change.to, row.owner) ? 'They answer for it already.' : null
    case 'scope':
    case 'abandon':
      return whyNotOpen(row)
    case 'find':
      if (isSame(change.owner, row.auditor)) return 'Nobody mends what they found themselves.'
      return (
        whyNotOpen(row) ?? (change.finding === nextFinding(row) ? null : 'Findings are numbered one after the other.')
      )
    case 'extend':
    case 'withdraw':
      return about(row, change.finding, (one) => (isUnresolved(one) ? null : 'That finding has come to its end.'))
    case 'respond':
      return about(row, change.finding, ({ state }) =>
        state === 'open' ? null : 'That finding isn’t waiting for an answer.',
      )
    case 'accept':
    case 'return':
      return about(row, change.finding, ({ state }) => (state === 'answered' ? null : 'There is no answer to look at.'))
    case 'close':
      return whyNotOpen(row) ?? whyNotClosed(row, change)
  }
}

/** What the next finding is called. */
export function nextFinding({ findings }: Pick<AuditRow, 'findings'>): string {
  return `F${findings.length + 1}`
}

/** Whether two names, keys or addresses, mean the same person as far as they are written alike. */
export function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function whyNotOpen({ state }: AuditRow): string | null {
  return state === 'open' ? null : 'It is closed.'
}

function whyNotClosed({ scope, findings }: AuditRow, { conclusion }: Extract<AuditChange, { kind: 'close' }>) {
  if (scope === null) return 'It can’t be closed before it says what was looked at.'
  if (conclusion === 'satisfactory' && findings.some(isUnresolved))
    return 'It isn’t satisfactory while findings are open.'
  // Nobody keeps an audit open by not answering; but then that is what it says.
  const isHeard = findings.every(({ state, answers }) => state !== 'open' || answers > 0)
  return isHeard || conclusion === 'unsatisfactory'
    ? null
    : 'A finding was never answered: wait for the answer, or conclude that it is unsatisfactory.'
}

function about(row: AuditRow, id: string, why: (finding: AuditFinding) => string | null): string | null {
  const finding = row.findings.find((one) => one.id === id)
  return finding === undefined ? 'There is no such finding.' : why(finding)
}

/** The audit after a step; null where it can’t be taken. */
export function takeStep(row: AuditRow | null, step: AuditStep): AuditRow | null {
  const { at, change } = step
  if (change.kind === 'start') {
    if (row !== null || isSame(change.auditor, change.owner)) return null
    const { kind: _, ...begun } = change
    return {
      ...begun,
      ...{ startedAt: at, state: 'open', scope: null, findings: [], conclusion: null, closedAt: null, next: null },
      steps: [taken(step)],
    }
  }
  if (row === null || whyNot(row, change) !== null) return null
  const next = { ...row, steps: [...row.steps, taken(step)] }
  switch (change.kind) {
    case 'hand-over':
      return { ...next, auditor: change.to }
    case 'reassign':
      return { ...next, owner: change.to }
    case 'scope':
      return { ...next, scope: change.facts }
    case 'find': {
      const { finding: id, severity, owner, due } = change
      const found: AuditFinding = { id, severity, owner, due, state: 'open', answers: 0, returns: 0 }
      return { ...next, findings: [...row.findings, found] }
    }
    case 'extend':
      return withFinding(next, change.finding, (one) => ({ ...one, due: change.due }))
    case 'withdraw':
      return withFinding(next, change.finding, (one) => ({ ...one, state: 'withdrawn' }))
    case 'respond':
      return withFinding(next, change.finding, (one) => ({ ...one, state: 'answered', answers: one.answers + 1 }))
    case 'accept':
      return withFinding(next, change.finding, (one) => ({ ...one, state: 'accepted' }))
    case 'return':
      return withFinding(next, change.finding, (one) => ({ ...one, state: 'open', returns: one.returns + 1 }))
    case 'close':
      return { ...next, state: 'closed', conclusion: change.conclusion, closedAt: at, next: change.next }
    case 'abandon':
      return { ...next, state: 'abandoned', closedAt: at }
  }
}

/** All steps, one after the other: what the report of an audit comes to. Null where one can’t be taken. */
export function replay(steps: readonly AuditStep[]): AuditRow | null {
  let row: AuditRow | null = null
  for (const step of steps) {
    row = takeStep(row, step)
    if (row === null) return null
  }
  return row
}

function withFinding(row: AuditRow, id: string, change: (finding: AuditFinding) => AuditFinding): AuditRow {
  return { ...row, findings: row.findings.map((one) => (one.id === id ? change(one) : one)) }
}

function taken({ entry, at, by, form, change }: AuditStep): AuditRow['steps'][number] {
  const finding = 'finding' in change ? change.finding : null
  return { kind: change.kind, at, entry, by: by.key, finding, form }
}
