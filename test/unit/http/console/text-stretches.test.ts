import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TellRecord } from '#src/http/desks/production-desk.ts'
import { stretchesOf } from '#src/http/pages/console/productions/text-stretches.ts'

const TEXT = 'Explain the levee report for [PERSON_1], case [SSN_1].'

interface Place {
  readonly start: number
  readonly end: number
}

const recordWith = (places: { withheld?: Place[]; open?: Place[]; restored?: Place[] }): TellRecord => {
  const placed = (all: Place[] = []) => all.map((place) => ({ part: 'prompt', ...place }))
  return {
    exchange: 'e',
    outcome: 'released',
    time: '',
    parts: [],
    redactions: placed(places.withheld).map((place) => ({ ...place, exemption: 'x', how: 'span', by: 'b', at: 't' })),
    restored: placed(places.restored),
    open: placed(places.open).map((place) => ({ ...place, what: 'proposal', shown: '', pattern: null })),
  }
}
const part = { part: 'prompt', text: TEXT, placeholders: [] }

test('what is withheld stands over what is open, and each open place keeps its number', () => {
  const record = recordWith({
    withheld: [{ start: 12, end: 24 }],
    open: [
      { start: 18, end: 39 },
      { start: 46, end: 53 },
    ],
  })
  const shown = stretchesOf(part, record)
  expect(shown.map(({ kind, place, text }) => `${kind} ${place} ${text}`)).toEqual([
    'plain 0 Explain the ',
    'withheld 0 levee report',
    'open 1  for [PERSON_1]',
    'plain 0 , case ',
    'open 2 [SSN_1].'.slice(0, 14),
    'plain 0 .',
  ])
})

test('whatever is decided, no character of the text is lost or doubled, and nothing withheld is told as plain', () => {
  const place = fc
    .tuple(fc.nat(TEXT.length - 1), fc.integer({ min: 1, max: 20 }))
    .map(([start, length]) => ({ start, end: Math.min(TEXT.length, start + length) }))
  const places = fc.array(place, { maxLength: 6 })
  fc.assert(
    fc.property(places, places, places, (withheld, open, restored) => {
      const shown = stretchesOf(part, recordWith({ withheld, open, restored }))
      expect(shown.map(({ text }) => text).join('')).toBe(TEXT)
      let at = 0
      for (const { text, kind } of shown) {
        const isHidden = withheld.some(({ start, end }) => start <= at && at < end)
        expect(kind === 'withheld').toBe(isHidden)
        at += text.length
      }
    }),
  )
})
