import { describe, expect, test } from 'vitest'
import type { ApprovalRow } from '#src/approvals/approval-row.ts'
import type { ApprovalStep, StepChange } from '#src/approvals/approval-step.ts'
import { seatHolders } from '#src/approvals/seat-holders.ts'
import { takeStep } from '#src/approvals/take-step.ts'
import { toTell, turnMail } from '#src/approvals/to-tell.ts'
import { BLOCKED, blockKey } from '#src/core/block.ts'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import { REVOKED_SUBJECT } from '#src/core/revocation.ts'
import { loadDemoPolicy } from '../../support/policies.ts'
import { stateRows } from '../../support/state-rows.ts'

// A Monday; the Thursday after it is Thanksgiving.
const MONDAY = Date.parse('2026-11-23T15:00:00Z')
const at = (day: string): number => Date.parse(`${day}T15:00:00Z`)
const TERMS = { who: 'person', dataClass: 'confidential', decisionMode: 'none', until: '2027-10-01' } as const
const ASKED = {
  ask: {
    ...{ system: 'sandbox', purpose: 'summarise', model: null, successor: null },
    ...{ publicFacing: false, procurement: false, highRisk: false },
  },
  terms: TERMS,
  needs: ['security', 'legal'] as const,
  to: { role: 'supervisor', unit: 'ITS-APPDEV', person: null },
}
const SENT: StepChange = {
  ...ASKED,
  ...{ kind: 'send', number: 'n', request: 'access', agency: 'MS-ITS', unit: 'ITS-APPDEV', form: null },
  requester: { key: 'i|ann', issuer: 'i', subject: 'ann', subjectType: 'employee', name: 'Ann' },
}
const approve = (seat: 'supervisor' | 'security' | 'legal' | 'cto'): StepChange => ({
  ...{ kind: 'approve', seat, terms: TERMS },
  signature: { digest: 'd', authenticatedAt: 1, level: 2 },
})

const PEOPLE: Readonly<Record<string, readonly [unit: string, ...roles: string[]]>> = {
  ann: ['ITS-APPDEV', 'staff', 'supervisor'],
  bob: ['ITS-APPDEV', 'supervisor'],
  far: ['ITS-HR', 'supervisor'],
  sue: ['ITS-SECURITY', 'security-officer'],
  tom: ['ITS-SECURITY', 'security-officer', 'attorney'],
  lou: ['ITS-LEGAL', 'attorney'],
  cat: ['ITS-EXEC', 'cto'],
}

function bed(changes: Partial<ReturnType<typeof loadDemoPolicy>['approvals']> = {}) {
  const demo = loadDemoPolicy()
  const policy = { ...demo, approvals: { ...demo.approvals!, ...changes } }
  const rows = stateRows()
  for (const [name, [unit, ...roles]] of Object.entries(PEOPLE))
    rows.apply([
      { kind: KNOWN_PERSON, key: `i|${name}`, value: { agency: 'MS-ITS', unit, email: null, roles, asOf: 100 } },
    ])
  let row: ApprovalRow | null = null
  return {
    ...{ policy, rows },
    /** Who hears of a step, by name. */
    step(by: string, change: StepChange, when = MONDAY) {
      const taken: ApprovalStep = {
        ...{ entry: `e${row?.steps.length ?? 0}`, at: new Date(when).toISOString() },
        ...{ by: `i|${by}`, name: by, insteadOf: null, change },
      }
      const before = row
      row = takeStep(before, taken)
      if (row === null) throw new Error(`${by} can’t ${change.kind}`)
      return toTell(policy, rows, before, row, when).map(({ person, event }) => `${person.slice(2)} ${event}`)
    },
    row: () => row!,
    waiting: () => seatHolders(policy, rows, row!, MONDAY).map((key) => key.slice(2)),
  }
}

describe('mail about a request', { tags: ['MS-37', 'MO-36'] }, () => {
  test('goes once to whoever’s turn it has become, and never to who asks or has decided', () => {
    const one = bed()
    expect(one.step('ann', SENT)).toEqual(['bob task'])
    expect(one.step('bob', approve('supervisor'))).toEqual(['sue task', 'tom task', 'lou task'])
    // The other seat was open before, and who holds it has been told.
    expect(one.step('tom', approve('legal'))).toEqual([])
    expect(one.waiting()).toEqual(['sue'])
    expect(one.step('sue', approve('security'))).toEqual(['cat task'])
    expect(one.step('cat', approve('cto'))).toEqual(['ann decided'])
  })

  test('tells whoever asked what they have to do, and the seat again once they have done it', () => {
    const one = bed()
    one.step('ann', SENT)
    expect(one.step('bob', { kind: 'return', seat: 'supervisor' })).toEqual(['ann returned'])
    expect(one.step('ann', { ...ASKED, kind: 'resubmit' })).toEqual(['bob task'])
    expect(one.step('bob', { kind: 'deny', seat: 'supervisor' })).toEqual(['ann decided'])
  })

  test('tells nobody of what its author withdraws', () => {
    const one = bed()
    one.step('ann', SENT)
    expect(one.step('ann', { kind: 'withdraw' })).toEqual([])
  })

  test('reaches delegates while they stand in, and nobody who has left', () => {
    const delegate = {
      ...{
        id: 'd',
        seat: 'supervisor',
        key: 'i|deb',
        forKey: 'i|bob',
        fromAt: at('2026-11-20'),
        endsAt: at('2026-12-01'),
      },
    }
    const one = bed({ delegates: [delegate] as never })
    one.rows.apply([
      { kind: BLOCKED, key: blockKey('directory', 'i|sue'), value: { cause: 'separated', reason: 'r', since: 1 } },
      { kind: REVOKED_SUBJECT, key: 'i|lou', value: { before: 200, reason: 'r', cause: 'separated' } },
      { kind: REVOKED_SUBJECT, key: 'i|tom', value: { before: 200, reason: 'r', cause: 'lost-device' } },
    ])
    const to = { role: 'supervisor', unit: 'ITS-APPDEV', person: { key: 'i|bob', name: 'Bob' } }
    expect(one.step('ann', { ...SENT, to } as StepChange)).toEqual(['bob task', 'deb task'])
    expect(one.step('bob', approve('supervisor'))).toEqual(['tom task'])
  })

  test('is said again after the policy’s business days while it waits, and at once to who never was told', () => {
    const { policy, ...one } = bed({ remindDays: 3 })
    one.step('ann', SENT)
    const told = new Date(MONDAY).toISOString()
    expect(turnMail(policy, one.row(), null, MONDAY)).toBe('task')
    expect(turnMail(policy, one.row(), told, at('2026-11-25'))).toBeNull()
    // Thursday is a holiday, so the third business day isn’t before Friday.
    expect(turnMail(policy, one.row(), told, at('2026-11-26'))).toBeNull()
    const friday = turnMail(policy, one.row(), told, at('2026-11-30'))
    expect(friday).toBe('task-reminder')
    // Told of an earlier turn: this one is new to them.
    expect(turnMail(policy, one.row(), '2026-11-20T15:00:00.000Z', MONDAY)).toBe('task')
  })
})
