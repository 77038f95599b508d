import { expect, test } from 'vitest'
import { createRegistry } from '#src/core/registry.ts'
import { createRecovery } from '#src/pipeline/recovery.ts'
import type { Act } from '#src/records/ledger.ts'

test('an outage whose own record fails is recorded with the next one, its counts added', async () => {
  const written: Act[] = []
  let fails = true
  const settled = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<void>()
  const recover = createRecovery({
    agency: 'A',
    registry: createRegistry(),
    owed: { keep() {}, settle: async () => {}, count: 0, close() {} },
    ledger: {
      state: { get: () => undefined, all: () => new Map(), apply() {}, merge: () => [] },
      async write(act) {
        if (fails) throw new Error('still down')
        written.push(act)
        return { index: 0, time: '' }
      },
    },
    recoverInterrupted: async () => settled.resolve(),
    log: { error: () => failed.resolve() },
  })
  recover({ from: 1_000, to: 2_000, refused: 3, reason: 'full' })
  await failed.promise
  fails = false
  recover({ from: 2_500, to: 4_000, refused: 2, reason: 'locked' })
  await settled.promise
  expect(written.map((act) => act.meta)).toEqual([
    { from: '1970-01-01T00:00:01.000Z', to: '1970-01-01T00:00:04.000Z', refused: 5, reason: 'locked' },
  ])
})
