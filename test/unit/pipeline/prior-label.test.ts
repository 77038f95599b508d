import { expect, test } from 'vitest'
import { outsideLabel, priorLabel } from '#src/pipeline/prior-label.ts'

const LABELS = ['Written with AI.', 'This letter was Written with AI.', 'Escrito con IA. Llame al 601-432-8000.']

test.each([
  ['The road is closed.\n\nWritten with AI.', 'The road is closed.'],
  ['The road is closed. Written with AI.', 'The road is closed. '],
  ['La vía está cerrada.\n\nEscrito con IA. Llame al 601-432-8000.', 'La vía está cerrada.'],
  ['The road.\n\nThis letter was Written with AI.', 'The road.'],
  ['Written with AI.', ''],
  ['\n\nWritten with AI.', ''],
])('a label at the end goes with its separator: %j', (text, left) => {
  const edit = priorLabel(text, LABELS)
  expect(text.slice(0, edit?.start)).toBe(left)
  expect(edit?.end).toBe(text.length)
})

test.each(['The road is closed.', 'Written with AI. Not at the end', 'written with ai.', '', 'Written with AI.\n'])(
  'anything else stays: %j',
  (text) => {
    expect(priorLabel(text, LABELS)).toBeNull()
  },
)

test('an identifier in the label is none of the prompt’s', () => {
  const span = { entity: 'phone_number', score: 1, recognizer: 'x' } as const
  const label = { start: 20, end: 60, text: '' }
  expect(outsideLabel([{ ...span, start: 30, end: 42 }], label)).toEqual([])
  expect(outsideLabel([{ ...span, start: 2, end: 14 }], label)).toEqual([{ ...span, start: 2, end: 14 }])
  expect(outsideLabel([{ ...span, start: 15, end: 25 }], label)).toEqual([{ ...span, start: 15, end: 20 }])
})
