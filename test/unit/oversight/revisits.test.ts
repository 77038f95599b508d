import { describe, expect, test } from 'vitest'
import { BLOCKED, blockKey } from '#src/core/block.ts'
import { KNOWN_PERSON } from '#src/core/known-person.ts'
import { StateMoved } from '#src/core/ports.ts'
import type { Principal } from '#src/core/principal.ts'
import { createRevisitDraws, type OwnAnswers } from '#src/oversight/revisits/draw-revisits.ts'
import { openIn, REVISIT, type RevisitRow } from '#src/oversight/revisits/revisit-row.ts'
import { revisitTasks } from '#src/oversight/revisits/revisit-tasks.ts'
import { createRevisits } from '#src/oversight/revisits/revisits.ts'
import { unitRevisits } from '#src/oversight/revisits/unit-revisits.ts'
import type { Act, Ledger } from '#src/records/ledger.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { stateRows } from '#test/support/state-rows.ts'

const DAY = 86_400_000
const START = Date.parse('2026-11-23T15:00:00Z')
const policy = loadDemoPolicy()
const rule = policy.oversight!.sampling.revisits!
const anna = {
  ...{ issuer: 'i', subject: 'anna', key: 'i|anna', agency: 'MS-ITS', unit: 'ITS-APPDEV', roles: [] },
  ...{ subjectType: 'employee', actors: [] },
} as unknown as Principal
const asked = Array.from({ length: 9 }, (_, at) => `x${at}`)

/** Answers of one person; a ledger that compares what an act was worked out from, as the store does. */
function bed(own: Partial<OwnAnswers> = {}, people: readonly string[] = ['i|anna']) {
  const rows = stateRows()
  const acts: Act[] = []
  let now = START
  for (const key of people)
    rows.apply([{ kind: KNOWN_PERSON, key, value: { agency: 'MS-ITS', unit: 'ITS-APPDEV', email: null } }])
  const ledger = {
    state: rows,
    async write(act: Act) {
      const moved = (act.basis ?? []).filter(
        ({ kind, key, value }) => JSON.stringify(rows.get(kind, key) ?? null) !== JSON.stringify(value),
      )
      if (moved.length > 0) throw new StateMoved([])
      acts.push(act)
      rows.apply(act.state ?? [])
      return { index: acts.length }
    },
  } as unknown as Ledger
  const answers: OwnAnswers = { kept: () => new Map(), all: async () => asked, isTheirs: async () => true, ...own }
  const parts = { policy: () => policy, clock: { now: () => now }, ledger, answers }
  const draws = createRevisitDraws(parts)
  return {
    ...{ rows, acts, draws },
    revisits: createRevisits({ ...parts, draws }),
    later: (days: number) => {
      now += days * DAY
    },
    now: () => now,
    row: (key = 'i|anna') => rows.get(REVISIT, key) as RevisitRow | undefined,
  }
}
const exchanges = (row: RevisitRow | undefined) => row?.drawn.map(({ exchange }) => exchange)

describe('a draw of somebody’s own answers', { tags: ['MS-62'] }, () => {
  test('is the same whoever makes it and in whatever order answers are found, once for a period, and an entry', async () => {
    const first = bed()
    const second = bed({ all: async () => asked.toReversed() })
    await first.draws.drawAll()
    await first.draws.drawAll()
    await second.revisits.own(anna)
    expect(exchanges(first.row())).toHaveLength(rule.size)
    expect(second.row()).toEqual(first.row())
    expect(first.acts.map(({ meta }) => meta)).toEqual([
      expect.objectContaining({ action: 'draw-revisits', of: 9, drawnFrom: 'any', drawn: exchanges(first.row()) }),
    ])
  })

  test('is from what they kept, or from all where there is none; what isn’t theirs or has no answer isn’t drawn', async () => {
    const kept = bed({ kept: () => new Map([['i|anna', ['k1', 'k2']]]) })
    await kept.draws.drawAll()
    expect(kept.row()).toMatchObject({ drawnFrom: 'kept', of: 2 })
    expect(exchanges(kept.row())!.toSorted()).toEqual(['k1', 'k2'])
    const some = bed({ isTheirs: async (_owner, exchange) => exchange === 'x4' })
    await some.draws.drawAll()
    expect(exchanges(some.row())).toEqual(['x4'])
  })

  test('waits for an index that hasn’t come so far, and isn’t made of nothing', async () => {
    const behind = bed({ all: async () => null })
    await behind.draws.drawAll()
    const nobody = bed({ all: async () => [] })
    await nobody.draws.drawAll()
    expect([behind.acts, nobody.acts]).toEqual([[], []])
  })

  test('takes the place of the one before, and its entry says how many of that were never looked at', async () => {
    const one = bed()
    await one.draws.drawAll()
    const [exchange] = exchanges(one.row())!
    await one.revisits.say(anna, one.row()!.number, { exchange: exchange!, result: 'right', finding: null, note: '' })
    one.later(rule.everyDays)
    await one.draws.drawAll()
    expect(one.acts.at(-1)!.meta).toMatchObject({ action: 'draw-revisits', lapsed: rule.size - 1 })
    expect(one.acts).toHaveLength(3)
  })

  test('is made for nobody where the policy says nothing of it', async () => {
    const { revisits: _none, ...sampling } = policy.oversight!.sampling
    const without = { ...policy, oversight: { ...policy.oversight!, sampling } }
    const one = bed()
    const draws = createRevisitDraws({
      policy: () => without,
      clock: { now: () => START },
      ledger: { state: one.rows } as unknown as Ledger,
      answers: { kept: () => new Map([['i|anna', asked]]), all: async () => asked, isTheirs: async () => true },
    })
    await draws.drawAll()
    expect(one.row()).toBeUndefined()
  })
})

describe('an answer to look at again', { tags: ['MS-62'] }, () => {
  test('is said something of once, by a person alone, with a finding where it needs a change; and nothing else is drawn in', async () => {
    const one = bed()
    await one.revisits.own(anna)
    const { number } = one.row()!
    const [exchange, other] = exchanges(one.row())!
    const say = (said: object, who = anna, of = number) =>
      one.revisits.say(who, of, { ...{ exchange: exchange!, result: 'change', finding: 'wrong', note: '' }, ...said })
    const app = { ...anna, subjectType: 'service' } as Principal
    expect(await say({}, app)).toMatchObject({ code: 'audience_not_granted' })
    expect(await say({}, { ...anna, key: 'i|bert' } as Principal)).toMatchObject({ code: 'route_not_governed' })
    expect(await say({ exchange: 'x-other' })).toMatchObject({ code: 'route_not_governed' })
    expect(await say({ finding: null })).toMatchObject({ code: 'malformed_body' })
    expect(await say({ finding: 'persimmon' })).toMatchObject({ code: 'malformed_body' })
    expect(await say({}, anna, 'an-older-draw')).toMatchObject({ code: 'conflict', rule: 'stale' })
    expect(await say({ note: 'A secret persimmon' })).toMatchObject({ number })
    // The same again does nothing; something else is told of.
    expect(await say({})).toMatchObject({ number })
    expect(await say({ result: 'right' })).toMatchObject({ code: 'conflict' })
    expect(await say({ exchange: other, result: 'unused', finding: 'wrong' })).toMatchObject({ number })
    expect(one.row()!.drawn.find((drawn) => drawn.exchange === other)!.answer).toMatchObject({ finding: null })
    const said = one.acts.filter(({ meta }) => meta['action'] === 'revisit-answer')
    expect(said.map(({ actor, meta }) => [actor, meta['result'], meta['finding']])).toEqual([
      [anna, 'change', 'wrong'],
      [anna, 'unused', null],
    ])
    expect(JSON.stringify(said.map(({ meta }) => meta))).not.toContain('persimmon')
  })

  test('is told by mail once, then by the policy’s days, until nothing is left or they have left', async () => {
    const one = bed()
    await one.draws.drawAll()
    const [task] = revisitTasks(policy, one.rows, one.now())
    expect(task).toMatchObject({ task: 'revisit', person: anna.key, number: one.row()!.number })
    const ago = (days: number) => new Date(one.now() - days * DAY).toISOString()
    expect([null, ago(1), ago(rule.remindDays)].map((last) => task!.event(last))).toEqual([
      'task',
      null,
      'task-reminder',
    ])
    one.rows.apply([
      { kind: BLOCKED, key: blockKey('directory', anna.key), value: { cause: 'separated', reason: 'r', since: 1 } },
    ])
    expect(revisitTasks(policy, one.rows, one.now())).toEqual([])
    one.rows.apply([{ kind: BLOCKED, key: blockKey('directory', anna.key), value: null }])
    const { number } = one.row()!
    for (const exchange of exchanges(one.row())!)
      await one.revisits.say(anna, number, { exchange, result: 'right', finding: null, note: '' })
    expect(openIn(one.row()!)).toBe(0)
    expect(revisitTasks(policy, one.rows, one.now())).toEqual([])
  })
})

test('how much of a unit is left is counted, never of fewer than ten people, and not behind the wall of privilege [MS-62, MO-04]', async () => {
  const few = bed({}, ['i|anna'])
  await few.draws.drawAll()
  const units = ['ITS-APPDEV', 'ITS-HR', 'ITS-LEGAL']
  expect(unitRevisits(policy, few.rows, 'MS-ITS', units)).toEqual([
    { unit: 'ITS-APPDEV', total: null, part: null },
    { unit: 'ITS-HR', total: 0, part: 0 },
  ])
  const many = bed(
    {},
    Array.from({ length: 12 }, (_, at) => `i|p${at}`),
  )
  await many.draws.drawAll()
  const [counted] = unitRevisits(policy, many.rows, 'MS-ITS', units)
  expect(counted).toEqual({ unit: 'ITS-APPDEV', total: 12 * rule.size, part: 12 * rule.size })
  expect(unitRevisits(policy, many.rows, 'OTHER', units)[0]).toMatchObject({ total: 0 })
})
