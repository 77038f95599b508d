import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Redaction } from '#src/productions/judge-record.ts'
import { releaseText } from '#src/productions/release-text.ts'
import type { Atom } from '#src/productions/shown-text.ts'

const by = { part: 'prompt', exemption: 'law', how: 'span', by: 'idp|r', at: '2026-11-23' } as const
const redaction = (start: number, end: number, exemption = 'law'): Redaction => ({ ...by, start, end, exemption })

/** A text of words, some of them placeholders, every character of it and of its values unlike every other. */
const texts = fc
  .array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 20 })
  .map((pieces) => {
    let next = 0x4e00
    const take = (length: number): string => String.fromCharCode(...Array.from({ length }, () => next++))
    let text = ''
    const atoms: Atom[] = []
    for (const [isAtom, length] of pieces) {
      const piece = take(length)
      if (isAtom)
        atoms.push({ start: text.length, end: text.length + length, shown: piece, value: take(3), entity: 'X' })
      text += piece
    }
    return { part: 'prompt', text, atoms }
  })

test('nothing withheld is left of any span, and everything else stays as it was, in order', {
  tags: ['MS-24', 'MO-06'],
}, () => {
  fc.assert(
    fc.property(
      texts,
      fc.array(fc.tuple(fc.nat(120), fc.integer({ min: 1, max: 30 })), { maxLength: 6 }),
      fc.array(fc.nat(19)),
      (shown, spans, restoredAt) => {
        const { text, atoms } = shown
        const inside = spans.filter(([start]) => start < text.length)
        const redactions = inside.map(([start, length]) => redaction(start, Math.min(text.length, start + length)))
        const restored = new Set(restoredAt.flatMap((at) => atoms[at]?.start ?? []))
        const released = releaseText(shown, redactions, restored)
        const isGone = (at: number): boolean => {
          const atom = atoms.find(({ start, end }) => start <= at && at < end)
          const [from, to] = atom === undefined ? [at, at + 1] : [atom.start, atom.end]
          return redactions.some(({ start, end }) => start < to && from < end)
        }
        // What must be there, character by character; what must not is everything else.
        let expected = ''
        let wasGone = false
        for (let at = 0; at < text.length; at++) {
          const gone = isGone(at)
          const atom = atoms.find(({ start }) => start === at)
          const inAtom = atoms.some(({ start, end }) => start < at && at < end && restored.has(start))
          if (gone && !wasGone) expected += '|'
          if (!gone) expected += atom !== undefined && restored.has(at) ? atom.value! : inAtom ? '' : text[at]
          wasGone = gone
        }
        expect(released.text.replaceAll('[Withheld: law]', '|').replaceAll('||', '|')).toBe(expected)
        for (const { at } of released.gaps) expect(released.text.slice(at)).toMatch(/^\[Withheld: law\]/)
      },
    ),
  )
})

test('says every law by which a place is withheld, each once', () => {
  const shown = { part: 'prompt', text: 'abcdef', atoms: [] }
  const released = releaseText(shown, [redaction(0, 3, 'b'), redaction(2, 4, 'a'), redaction(1, 2, 'b')], new Set())
  expect(released.text).toBe('[Withheld: a, b]ef')
  expect(released.gaps).toMatchObject([{ at: 0, redactions: [{}, {}, {}] }])
})
