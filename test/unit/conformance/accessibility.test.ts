import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accessibilityOf, unseenOf } from '#test/support/accessibility-of.ts'
import type { Seen } from '#test/support/seen-folder.ts'

const SEEN: readonly Seen[] = [
  { kind: 'axe', state: 'chat-empty', width: 1280 },
  { kind: 'own', state: 'chat-empty', width: 320 },
  { kind: 'own', state: 'chat-empty', width: 1280 },
  { kind: 'own', state: 'help', width: 320 },
  { kind: 'axe', state: 'notice', width: 1280 },
  { kind: 'own', state: 'notice', width: 1280 },
  { kind: 'own', state: 'notice', width: 320 },
  { kind: 'check', check: 'zoom', file: 'test/browser/b.test.ts' },
  { kind: 'check', check: 'keyboard', file: 'test/browser/a.test.ts' },
  { kind: 'longer', page: 'help' },
  { kind: 'version', name: 'axe-core', version: '4.14.1' },
]

test('what tests looked at gives the same evidence in whatever order, and however often, it was seen', () => {
  const whole = accessibilityOf(SEEN, 'short', '2026-11-23')
  fc.assert(
    fc.property(fc.shuffledSubarray([...SEEN, ...SEEN], { minLength: 2 * SEEN.length }), (seen) => {
      expect(accessibilityOf(seen, 'short', '2026-11-23')).toEqual(whole)
    }),
  )
  expect(whole.looks).toEqual([
    { axe: [], own: [320], states: ['help'] },
    { axe: [1280], own: [320, 1280], states: ['chat-empty', 'notice'] },
  ])
})

test.each(SEEN.filter(({ kind }) => kind !== 'version').map((seen) => [JSON.stringify(seen), seen] as const))(
  'what is claimed and was not seen is told: %s',
  (_name, missing) => {
    const claimed = accessibilityOf(SEEN, 'short', '2026-11-23')
    expect(unseenOf(claimed, claimed)).toEqual([])
    const shown = accessibilityOf(
      SEEN.filter((one) => one !== missing),
      'short',
      '2027-01-01',
    )
    expect(unseenOf(claimed, shown)).toHaveLength(1)
    // A short run can’t show what the full one looks at; a full one can show what the short one does.
    expect(unseenOf({ ...claimed, form: 'full' }, shown)).toEqual([])
    expect(unseenOf(claimed, { ...shown, form: 'full' })).toHaveLength(1)
  },
)
