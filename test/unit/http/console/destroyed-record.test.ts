import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseVerifierKey } from '#src/core/signed-note.ts'
import { createRecordDesk, type RecordDesk } from '#src/http/desks/record-desk.ts'
import { recordLooks } from '#src/http/record-looks.ts'
import { proveExchange } from '#src/records/prove-exchange.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { signingKey } from '#test/support/record-store.ts'
import { approved, done, officer, openRetentionBed, person, type RetentionBed } from '#test/support/retention-bed.ts'

let bed: RetentionBed
let desk: RecordDesk
const auditor = { principal: person('aud', 'auditor'), headers: {} }
beforeAll(async () => {
  bed = await openRetentionBed('2020-01-10')
  const policy = loadDemoPolicy('us-mo-modot')
  desk = createRecordDesk({
    policy: () => policy,
    store: bed.store,
    ledger: bed.ledger,
    look: recordLooks(() => policy, bed.ledger),
    clock: { now: () => Date.parse('2026-08-31T18:00:00Z') },
    verifiers: [parseVerifierKey(signingKey.vkey)],
    prove: proveExchange(bed.store),
  })
})
afterAll(() => bed.close())

test('a record that was destroyed lawfully says when and by which authority, and is no alarm; one that stays is unaltered', {
  tags: ['MO-10', 'MS-55'],
}, async () => {
  const gone = await bed.record()
  bed.on('2026-08-31')
  const kept = await bed.record()
  done(await bed.dispositions.run(await approved(bed), officer))
  const { answer, destruction, faults, entries } = await desk.verify(auditor, gone)
  expect({ answer, faults }).toEqual({ answer: 'destroyed', faults: [] })
  expect(destruction).toMatchObject({ rule: 'general-correspondence@1', at: expect.stringMatching(/^2026-08-31/) })
  expect(destruction!.citation).not.toBe('')
  expect(entries.every(({ inTree }) => inTree)).toBe(true)
  expect(await desk.verify(auditor, kept)).toMatchObject({ answer: 'unaltered', destruction: null, faults: [] })
  const seen = await desk.show(auditor, gone)
  expect(seen.verdict?.answer).toBe('destroyed')
  expect(seen.entries.flatMap(({ parts }) => Object.values(parts)).every((part) => part === null)).toBe(true)
})
