import { expect, test } from 'vitest'
import { StoreUnavailable } from '#src/core/ports.ts'
import { PolicyError, type Problem } from '#src/policy/problem.ts'
import { createPolicyHolder, type PolicyHolderParts, type ReloadOutcome } from '#src/policy-operations/policy-holder.ts'
import type { PreparedPolicy } from '#src/policy-operations/prepared-policy.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const prepared = (digest: string): PreparedPolicy => ({
  policy: { ...policy, digest, version: digest.slice(0, 12) },
  seal: null,
  warnings: [],
  tests: 0,
})
const wrong = (problem: string): Problem => ({ file: 'f.yaml', line: 1, column: 1, problem, mend: 'mend it' })

/** A holder over what the test says lies on disk, and what it wrote down. */
function holding(changes: Partial<PolicyHolderParts> = {}) {
  const written: string[] = []
  const outcomes: ReloadOutcome['kind'][] = []
  const disk: { next: () => PreparedPolicy } = { next: () => prepared('first') }
  const holder = createPolicyHolder({
    initial: prepared('first'),
    prepare: () => disk.next(),
    accept: () => {},
    log: {
      live: async ({ policy: live }) => void written.push(`live ${live.digest}`),
      refused: async (_, problems) => void written.push(`refused ${problems[0]!.problem}`),
    },
    clock: { now: () => Date.parse('2026-11-22T18:00:00Z') },
    onOutcome: ({ kind }) => void outcomes.push(kind),
    ...changes,
  })
  return { holder, disk, written, outcomes }
}

test('what can’t be written down doesn’t come into force, and does once it can', async () => {
  let isWritable = false
  const { holder, disk } = holding({
    log: {
      live: async () => {
        if (!isWritable) throw new StoreUnavailable('full')
      },
      refused: () => Promise.reject(new StoreUnavailable('full')),
    },
  })
  disk.next = () => prepared('second')
  expect((await holder.reload('files')).kind).toBe('refused')
  expect(holder.current().digest).toBe('first')
  expect(holder.status().refused?.problems[0]).toContain('record store unavailable: full')
  isWritable = true
  expect((await holder.reload('files')).kind).toBe('live')
  expect(holder.status()).toMatchObject({ digest: 'second', refused: null, reloads: { live: 1, refused: 1 } })
})

test('what is refused again for the same is written down once; another reason is another entry', async () => {
  const { holder, disk, written, outcomes } = holding()
  let reason = 'one'
  disk.next = () => {
    throw new PolicyError([wrong(reason)])
  }
  await holder.reload('files')
  await holder.reload('files')
  reason = 'another'
  await holder.reload('signal')
  expect(written).toEqual(['refused one', 'refused another'])
  expect(outcomes).toEqual(['refused', 'refused'])
})

test('reloads asked for while one runs are one more, which sees what was newest then', async () => {
  const { holder, disk, written } = holding()
  disk.next = () => prepared('second')
  const running = holder.reload('files')
  disk.next = () => prepared('third')
  const [one, two] = [holder.reload('files'), holder.reload('signal')]
  expect(await running).toMatchObject({ kind: 'live' })
  expect(await one).toBe(await two)
  expect(written).toEqual(['live second', 'live third'])
  expect((await holder.reload('files')).kind).toBe('unchanged')
})

test('files that are laid out anew are no new policy, and receipts name the lines where its rows stand now', async () => {
  const { holder, disk, written } = holding()
  const moved = { ...prepared('first').policy, places: { 'catalog.systems.sandbox': 'catalog.yaml:90' } }
  disk.next = () => ({ ...prepared('first'), policy: moved })
  expect((await holder.reload('files')).kind).toBe('unchanged')
  expect(holder.current().places).toBe(moved.places)
  expect(written).toEqual([])
})

test('a fault in the reading itself is a refusal, and the policy before stays', async () => {
  const { holder, disk } = holding()
  disk.next = () => {
    throw new TypeError('a bug')
  }
  expect(await holder.reload('signal')).toMatchObject({ kind: 'refused', problems: [{ problem: 'TypeError: a bug' }] })
  expect(holder.current().digest).toBe('first')
  expect((await holding({ prepare: null }).holder.reload('signal')).kind).toBe('refused')
})
