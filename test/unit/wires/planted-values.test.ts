import { describe, expect, test } from 'vitest'
import { parseJsonStrict } from '#src/core/json-text.ts'
import { wires } from '#src/wires/index.ts'
import { readRequest } from '#src/wires/read-request.ts'
import type { RequestReading } from '#src/wires/wire.ts'
import type { Position } from '#test/support/shape-documents.ts'
import { documentsOf, plant } from '#test/support/shape-documents.ts'

const TEXT = '078-05-1120'
const NUMBER = 78_051_120

function read(wire: (typeof wires)[number], text: string) {
  return readRequest(wire, text, parseJsonStrict(text), { granted: new Set() })
}

/** Whether the pipeline scans it, replaces it by a digest, looks it up in the catalog, or refuses it as opaque content. */
function isSeen(reading: RequestReading, position: Position, planted: string | number): boolean {
  const leaves = [...reading.runs.flat(), ...reading.keys].map((leaf) => leaf.text)
  if (leaves.some((leaf) => leaf.includes(String(planted)))) return true
  if (reading.numbers.some(({ plain }) => plain === String(planted))) return true
  if (reading.userFields.some(({ value }) => value === planted) || reading.model === planted) return true
  return reading.unscannable.some(({ path }) => nameOf(position).startsWith(path))
}

function nameOf({ path }: Position): string {
  return path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`),
    '',
  )
}

describe.each(wires.map((wire) => [wire.id, wire] as const))('%s', (_, wire) => {
  const documents = documentsOf(wire.request)

  test('every generated document is accepted as it is', () => {
    for (const { value } of documents)
      expect(read(wire, JSON.stringify(value)), JSON.stringify(value)).toMatchObject({ kind: 'reading' })
  })

  test('a planted value is seen, or the request is refused, at every string, number and key', () => {
    const missed: string[] = []
    let planted = 0
    for (const document of documents) {
      for (const position of document.positions) {
        const value = position.kind === 'number' ? NUMBER : TEXT
        const text = plant(document, position, value)
        const result = read(wire, text)
        planted++
        if (result.kind === 'reading' && !isSeen(result.reading, position, value))
          missed.push(`${position.kind} ${position.path.join('.')}`)
      }
    }
    expect(missed).toEqual([])
    expect(planted).toBeGreaterThan(10)
  })

  test('an unknown field is refused with its path, wherever an object of the protocol stands', () => {
    for (const { value } of documents) {
      const text = JSON.stringify({ ...(value as object), surprise: 1 })
      expect(read(wire, text)).toMatchObject({
        kind: 'refusal',
        refusal: { code: 'field_not_governed', detail: 'surprise' },
      })
    }
  })
})
