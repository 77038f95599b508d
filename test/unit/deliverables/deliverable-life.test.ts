import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CitationState, DeliverableRow } from '#src/deliverables/deliverable-row.ts'
import type { DeliverableChange, DeliverableStep } from '#src/deliverables/deliverable-step.ts'
import { takeStep, whyNot } from '#src/deliverables/take-step.ts'
import '#test/support/property-seed.ts'

const TO = { role: 'supervisor', unit: 'IS', person: null }
const BEGIN = {
  kind: 'begin',
  id: 'd1',
  agency: 'MO-DOT',
  unit: 'IS',
  owner: 'iss|ada',
  ownerName: 'ada@example.gov',
  exchanges: ['r1'],
} as const
const by = { key: 'iss|lee', issuer: 'iss', name: 'lee@example.gov', role: 'supervisor' }

const citations = fc.array(fc.constantFrom<CitationState>('unchecked', 'checked', 'wrong'), { maxLength: 2 })
const change: fc.Arbitrary<DeliverableChange> = fc.oneof(
  fc.constant({ kind: 'describe', exchanges: ['r1', 'r2'] } as const),
  citations.map((all) => ({
    kind: 'write' as const,
    text: { sha256: `${all.length}`, characters: 9, citations: all.map(() => 'unchecked' as const) },
  })),
  citations.map((all) => ({ kind: 'check-citations' as const, citations: all })),
  fc.constant({ kind: 'attest', checked: ['facts'] } as const),
  fc.constant({ kind: 'ask-approval', to: TO } as const),
  fc.constantFrom({ kind: 'approve', by } as const, { kind: 'return', by } as const),
  fc.constant({ kind: 'publish', format: 'html', sha256: 'x' } as const),
)

function step(at: number, one: DeliverableChange): DeliverableStep {
  return { entry: `e${at}`, at: new Date(at * 1000).toISOString(), change: one }
}

describe('the life of a document that answers went into', () => {
  test('whatever is done in whatever order, nothing is published unattested, unapproved or changed since [MO-46]', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), fc.boolean(), (changes, needsApproval) => {
        let row = takeStep(null, step(0, BEGIN), needsApproval)!
        let said: { attested: boolean; approved: boolean } = { attested: false, approved: false }
        for (const [at, one] of changes.entries()) {
          const next = takeStep(row, step(at + 1, one), needsApproval)
          if (next === null) continue
          if (['describe', 'write', 'check-citations'].includes(one.kind)) said = { attested: false, approved: false }
          if (one.kind === 'attest') said = { ...said, attested: true }
          if (one.kind === 'approve') said = { ...said, approved: true }
          if (one.kind === 'return') said = { ...said, approved: false }
          if (one.kind === 'publish') {
            expect(said.attested).toBe(true)
            expect(said.approved || !needsApproval).toBe(true)
            expect(row.text!.citations.every((state) => state === 'checked')).toBe(true)
          }
          row = next
        }
      }),
    )
  })

  test('the steps alone come to the same row, and one that can’t be taken changes nothing', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let row: DeliverableRow | null = null
        const taken: DeliverableStep[] = []
        for (const [at, one] of [BEGIN, ...changes].entries()) {
          const next = takeStep(row, step(at, one), true)
          if (next === null) {
            expect(row === null || whyNot(row, one.kind, true) !== null || one.kind === 'check-citations').toBe(true)
            continue
          }
          taken.push(step(at, one))
          row = next
        }
        const replayed = taken.reduce<DeliverableRow | null>((now, one) => takeStep(now, one, true), null)
        expect(replayed).toEqual(row)
      }),
    )
  })
})
