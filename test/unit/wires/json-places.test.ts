import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonPath } from '#src/wires/json-places.ts'
import { locate } from '#src/wires/json-places.ts'
import { isHarmlessNumber, plainNumber } from '#src/wires/plain-number.ts'

function pathsOf(value: unknown, path: JsonPath = []): JsonPath[] {
  if (typeof value !== 'object' || value === null) return [path]
  const below = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [path, ...below.flatMap(([step, member]) => pathsOf(member, [...path, step]))]
}

test('every value is found where it stands, however the document is laid out', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'medium' }), fc.constantFrom(0, 1, 2), (json, indent) => {
      const text = JSON.stringify(json, null, indent)
      const value = JSON.parse(text)
      for (const path of pathsOf(value)) {
        const place = locate(text, path)!
        const expected = path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], value)
        expect(JSON.parse(text.slice(place.start, place.end))).toEqual(expected)
      }
    }),
  )
})

test('of a key that stands twice the last is found; escaped keys are read', () => {
  const text = '{"a":1,"\\u0061":[{"b\\"":2},"\\\\"],"c":"\\\\\\""}'
  expect(text.slice(locate(text, ['a', 0, 'b"'])!.start).startsWith('2')).toBe(true)
  expect(locate(text, ['a', 7])).toBeNull()
  expect(locate(text, ['c', 'x'])).toBeNull()
})

test.each([
  ['1.23456789e8', '123456789'],
  ['123456789E0', '123456789'],
  ['-1.5e+1', '-15'],
  ['12345e-3', '12.345'],
  ['5e-3', '0.005'],
  ['0.000001e14', '100000000'],
  ['7', '7'],
  ['1e400', '1e400'],
])('%s is plainly %s', (raw, plain) => {
  expect(plainNumber(raw)).toBe(plain)
})

test('a number of up to six digits identifies nobody', () => {
  expect([isHarmlessNumber('-0.12345'), isHarmlessNumber('128000'), isHarmlessNumber('1234567')]).toEqual([
    true,
    true,
    false,
  ])
})
