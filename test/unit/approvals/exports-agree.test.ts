import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DATA_CLASSES } from '#src/core/decision.ts'
import type { Principal } from '#src/core/principal.ts'
import { SUSPENSION, type SuspensionRow } from '#src/core/suspension.ts'
import { ownUses } from '#src/http/catalog/decide-use.ts'
import { inventory } from '#src/http/catalog/inventory.ts'
import { inventoryJson } from '#src/http/catalog/inventory-files.ts'
import { registerEntries } from '#src/http/catalog/register-entry.ts'
import { systemCard } from '#src/http/catalog/system-card.ts'
import { policyWords } from '#src/http/pages/policy-words.ts'
import type { NamedAmendment } from '#src/policy/amend.ts'
import { approvedList } from '#src/policy/approved-list.ts'
import { decide } from '#src/policy/decide.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import type { Amendment } from '#src/policy/schema/amendment.ts'
import { policySource } from '#src/policy-operations/policy-source.ts'
import { demoFacts, demoPrincipal, FACTS_NOW } from '#test/support/facts.ts'
import { DEMO_VALUES, OVERLAY, PROFILE } from '#test/support/policies.ts'

const files = policySource({
  folder: PROFILE,
  overlay: OVERLAY,
  values: DEMO_VALUES,
  signersFile: null,
  now: () => FACTS_NOW,
}).prepare()

const DAY_MS = 86_400_000
const dayIn = (days: number): string => new Date(FACTS_NOW + days * DAY_MS).toISOString().slice(0, 10)
const timeIn = (days: number): string => new Date(FACTS_NOW + days * DAY_MS).toISOString()
const ISSUER = files.policy.index.issuers[DEMO_VALUES.ISSUER]!.id
const asker = demoPrincipal({ subject: 'asker', unit: 'ITS-OPS' })
const PEOPLE: readonly Principal[] = [
  asker,
  demoPrincipal({ subject: 'colleague', unit: 'ITS-OPS' }),
  demoPrincipal({ subject: 'contractor', unit: 'ITS-APPDEV', subjectType: 'contractor' }),
]
const PURPOSES = ['summarise', 'case-support', 'investigation'] as const
const SYSTEMS = ['sandbox', 'cedar-notes'] as const
const DECISIONS: Extract<Amendment, { kind: 'grant' }>['decisions'] = (
  ['security', 'privacy', 'legal', 'cto'] as const
).map((seat) => ({ seat, by: `duty ${seat}`, on: dayIn(0) }))

const purpose = fc.constantFrom(...PURPOSES)
const dataClass = fc.constantFrom('public', 'internal', 'confidential')
const grant: fc.Arbitrary<Amendment> = fc
  .record({ purpose, dataClass, isForOne: fc.boolean(), until: fc.constantFrom(2, 12, 40) })
  .map(({ purpose: one, dataClass: maxClass, isForOne, until }) => ({
    kind: 'grant',
    system: 'sandbox',
    grant: {
      units: ['ITS-OPS'],
      subjectTypes: ['employee'],
      ...(isForOne ? { people: [{ issuer: ISSUER, subject: 'asker' }] } : {}),
      purposes: [one],
      maxClass,
      maxDecisionMode: 'recommend',
      until: dayIn(until),
      clauses: ['MS-40'],
    },
    decisions: DECISIONS,
  }))
const renewal: fc.Arbitrary<Amendment> = fc
  .constantFrom(3, 12, 400)
  .map((days) => ({ kind: 'renewal', system: 'sandbox', expires: dayIn(days), decisions: DECISIONS }))
const successor: fc.Arbitrary<Amendment> = fc.constantFrom(1, 9).map((days) => ({
  kind: 'successor',
  system: 'sandbox',
  model: 'large',
  successor: { upstreamModel: 'sandbox-next', from: dayIn(days), by: 'duty cto', reference: 'request n' },
  decisions: DECISIONS,
}))
/** Its risk assessment is over soon, and the profile gives it days of grace. */
const system: fc.Arbitrary<Amendment> = fc
  .record({ purpose, dataClass, due: fc.constantFrom(3, 300), expires: fc.constantFrom(6, 300) })
  .map(({ purpose: one, dataClass: maxClass, due, expires }) => {
    const { upstream, safeguards, audit, label, approvedBy } = files.policy.documents.catalog.systems.find(
      ({ id }) => id === 'sandbox',
    )! as Extract<Amendment, { kind: 'system' }>['system']
    return {
      kind: 'system',
      system: {
        ...{ id: 'cedar-notes', name: 'Notes', vendor: { name: 'Cedar Office' }, hosting: 'on-prem' },
        ...{ upstream, safeguards, audit, label, approvedBy, clauses: ['MS-40'] },
        models: [{ id: 'notes', upstreamModel: 'cedar-1', created: 1, answerTokensMax: 100 }],
        grants: [
          { subjectTypes: ['employee'], purposes: [one], maxClass, maxDecisionMode: 'recommend', clauses: ['MS-40'] },
        ],
        assessments: [
          {
            ...{
              kind: 'risk',
              reference: 'RA-1',
              on: dayIn(-9),
              owner: 'officer',
              due: dayIn(due),
              clauses: ['MS-49'],
            },
            domains: ['cyber', 'privacy', 'continuity', 'legal', 'ethical'],
          },
        ],
        approval: { status: 'active', decisions: DECISIONS, expires: dayIn(expires) },
      } as unknown as Extract<Amendment, { kind: 'system' }>['system'],
    }
  })
const exception: fc.Arbitrary<Amendment> = fc
  .record({
    rule: fc.constantFrom('purpose', 'data-class', 'data-class', 'evidence'),
    system: fc.constantFrom('sandbox', ...SYSTEMS),
    purpose,
    until: fc.constantFrom(3, 15),
  })
  .map(({ rule, system: on, purpose: one, until }) => ({
    kind: 'exception',
    exception: {
      id: 'EX-1',
      rule,
      people: [{ issuer: ISSUER, subject: 'asker' }],
      systems: [on],
      purposes: [one],
      ...(rule === 'data-class' ? { maxClass: 'confidential' as const } : {}),
      reason: 'a storm',
      from: timeIn(0),
      until: timeIn(until),
      decided: {
        seat: 'executive-director',
        by: { issuer: ISSUER, subject: 'director' },
        at: timeIn(-1),
        reference: 'memo 1',
      },
      clauses: ['MS-15'],
    },
  }))
const stop = fc
  .record({
    at: fc.constantFrom(
      ['system', 'sandbox'] as const,
      ['vendor', 'Cedar Office'] as const,
      ['unit', 'ITS-OPS'] as const,
      ['purpose', 'summarise'] as const,
      ['person', asker.key] as const,
      ['system', 'notes'] as const,
    ),
    until: fc.constantFrom(null, timeIn(1), timeIn(11)),
  })
  .map(
    ({ at: [target, value], until }): SuspensionRow => ({
      ...{ id: 's', target, value, until, reason: 'r', by: 'b', at: timeIn(-1), resumeAskedBy: null },
    }),
  )

interface World {
  readonly policy: PolicySet
  readonly now: number
  readonly stops: readonly SuspensionRow[]
  readonly exception: Extract<Amendment, { kind: 'exception' }>['exception'] | null
}

const world = fc
  .record({
    changes: fc.tuple(
      fc.option(grant),
      fc.option(grant),
      fc.option(system, { freq: 5 }),
      fc.option(renewal),
      fc.option(successor),
      fc.option(exception, { freq: 5 }),
    ),
    stops: fc.array(stop, { maxLength: 1 }),
    days: fc.constantFrom(0, 0, 2, 4, 8, 13, 18, 30),
  })
  .map(({ changes, stops, days }): World => {
    const made = changes.filter((one) => one !== null)
    const isThere = made.some(({ kind }) => kind === 'system')
    const fitting = made.filter(
      (one) => one.kind !== 'exception' || isThere || !one.exception.systems.includes('cedar-notes'),
    )
    const amendments: NamedAmendment[] = fitting.map((change, at) => ({ id: `n-${at}`, change }))
    return {
      policy: files.amended!(amendments).policy,
      now: FACTS_NOW + days * DAY_MS,
      stops,
      exception: fitting.flatMap((one) => (one.kind === 'exception' ? [one.exception] : []))[0] ?? null,
    }
  })

/** Whether an emergency stop hits this use, read from the rows alone. */
function isStopped({ policy, stops, now }: World, who: Principal, id: string, asked: string): boolean {
  const vendor = policy.systems.find((one) => one.id === id)!.vendor.name
  const named = { system: id, vendor, unit: who.unit, purpose: asked, person: who.key }
  return stops.some(
    ({ target, value, until }) =>
      named[target as keyof typeof named] === value && (until === null || now < Date.parse(until)),
  )
}

test('whatever was approved, renewed, excepted or stopped, the list, the page, the API, the register, the inventory and the enforcer agree in every cell (MS-40, MS-43, MO-36)', () => {
  const seen = { open: 0, stopped: 0, excepted: 0, expired: 0, closed: 0 }
  fc.assert(
    fc.property(world, (one) => {
      const { policy, now, stops } = one
      const rows = {
        get: () => undefined,
        all: (kind: string) => new Map(kind === SUSPENSION ? stops.map((row) => [row.id, row] as const) : []),
      }
      const list = approvedList(policy, now)
      const register = registerEntries({ policy, rows, now, language: 'en' })
      const items = inventory({ policy, rows, now, reach: 'staff' })
      // Everything in force stands in it once.
      const ids = [...policy.systems, ...policy.applications].map(({ id }) => id)
      expect(items.map(({ row }) => row.id)).toEqual(ids)
      expect(register.map(({ id, status }) => [id, status])).toEqual(
        items.filter(({ status }) => status !== 'not-in-force').map(({ row, status }) => [row.id, status]),
      )
      const words = policyWords(policy, 'en')
      for (const id of SYSTEMS) {
        const entry = policy.systems.find((found) => found.id === id)
        if (entry === undefined) continue
        const item = items.find(({ row }) => row.id === id)!
        const public_ = register.find((found) => found.id === id)!
        expect([public_.dataClass, public_.decisionMode, public_.approvedUntil, public_.purposes]).toEqual([
          words.dataClass(item.maxClass),
          item.maxDecisionMode,
          item.approvedUntil,
          item.purposes.map((name) => words.purpose(name)),
        ])
        expect(item.row.data_description).toBe(`Up to class: ${public_.dataClass}`)
        if (item.status === 'expired') seen.expired++
        for (const caller of PEOPLE) {
          const parts = { policy, rows, now, caller, words, language: 'en' }
          const shown = ownUses(parts, caller, entry)
          const card = systemCard(parts, entry)
          expect([card.status, card.approvedBy === '']).toEqual([item.status, false])
          expect(new Set(card.you.uses.flatMap(({ purposes }) => purposes))).toEqual(
            new Set(shown.map((use) => words.purpose(use.purpose))),
          )
          for (const asked of PURPOSES)
            for (const declared of DATA_CLASSES) {
              const reaches = (maxClass: (typeof DATA_CLASSES)[number]): boolean =>
                DATA_CLASSES.indexOf(declared) <= DATA_CLASSES.indexOf(maxClass)
              const stopped = isStopped(one, caller, id, asked)
              const facts = demoFacts(policy, id, {
                principal: caller,
                now,
                purpose: { id: asked, source: 'stated' },
                dataClass: { declared, detected: 'public' },
                suspensions: stopped ? stops : [],
              })
              const isEnforced = decide(policy, facts).kind === 'allow'
              const isShown = shown.some((use) => use.purpose === asked && reaches(use.maxClass))
              const isListed = list.some(
                (use) =>
                  use.system === id &&
                  use.unit === caller.unit &&
                  use.subjectType === caller.subjectType &&
                  use.purpose === asked &&
                  (use.people === null || use.people.includes(caller.key)) &&
                  reaches(use.maxClass),
              )
              const { exception: made } = one
              const mayBeExcepted =
                made !== null &&
                caller === asker &&
                made.systems.includes(id) &&
                made.purposes.includes(asked) &&
                now < Date.parse(made.until)
              const cell = JSON.stringify({ id, asked, declared, who: caller.subject, made, now })
              // The list is what was approved; a stop is beside it, and so is what was excepted for somebody by name.
              expect([cell, isShown]).toEqual([cell, isEnforced])
              if (!mayBeExcepted) expect([cell, isEnforced]).toEqual([cell, isListed && !stopped])
              else expect([cell, isEnforced || !isListed || stopped]).toEqual([cell, true])
              if (isListed && stopped) seen.stopped++
              if (isEnforced && !isListed) seen.excepted++
              if (!isEnforced) continue
              seen.open++
              // What can be used is told to everybody as in use; what is told as over or stopped can't be.
              if (!mayBeExcepted) {
                expect([cell, item.status]).toEqual([cell, expect.stringMatching(/^(?:approved|conditional)$/)])
                expect(item.purposes).toContain(asked)
                expect(reaches(item.maxClass)).toBe(true)
                expect(item.row.development_stage).toBe('Deployed')
              }
            }
        }
        if (['expired', 'suspended'].includes(item.status)) {
          seen.closed++
          expect(item.row.development_stage).toBe('')
        }
      }
    }),
    { numRuns: 25 },
  )
  // Every branch was met.
  for (const [what, times] of Object.entries(seen)) expect([what, times > 0]).toEqual([what, true])
}, 120_000)

test('the public part of the inventory holds what the register says and leaves the rest empty [MS-43]', () => {
  const { policy } = files
  const rows = { get: () => undefined, all: () => new Map() }
  const parts = { policy, rows, now: FACTS_NOW }
  const own = inventory({ ...parts, reach: 'staff' })
  const told = inventory({ ...parts, reach: 'public' })
  expect(told.map(({ row }) => row.id)).toEqual(registerEntries({ ...parts, language: 'en' }).map(({ id }) => id))
  for (const { row } of told) {
    const full = own.find((one) => one.row.id === row.id)!.row
    expect(Object.keys(row)).toHaveLength(36)
    for (const [column, value] of Object.entries(row)) expect(['', full[column as keyof typeof full]]).toContain(value)
    expect([row.agency_bureau, row.contact_email, row.contracting_usage]).toEqual(['', '', ''])
  }
  // What nobody wrote into the policy isn't in it: no column is a guess.
  for (const { row } of own)
    expect([row.agency, row.contact_email, row.topic_area, row.have_ato, row.has_pii, row.operational_date]).toEqual(
      Array.from({ length: 6 }, () => ''),
    )
  expect(JSON.parse(JSON.stringify(inventoryJson({ ...parts, reach: 'staff' }))).use_cases).toHaveLength(own.length)
})
