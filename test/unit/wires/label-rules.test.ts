import { expect, test } from 'vitest'
import { isMachineReadable } from '#src/wires/label-rules.ts'

test.each([
  '',
  '  ',
  '{"a": 1}',
  '[1, 2, 3]',
  '"a string"',
  '42',
  'true',
  'YES',
  'approved.',
  'aGVsbG8gd29ybGQ=',
  '{"a":1}\n{"a":2}',
  '<p>One <b>two</b>.</p>',
  '<?xml version="1.0"?>\n<a>one two</a>',
  '<br with="1" />',
  '```json\n{"a": 1}\n```',
  '~~~\nlet a\n~~~',
  '````md\n```js\nlet a\n```\n````',
  'name,age\nAnn Lee,41\nBo Ray,7',
  '"Lee, Ann",41\n"Ray, Bo",7',
  'name\tage\nAnn Lee\t41',
  'red\ngreen\nblue',
])('a program reads it: %j', (text) => {
  expect(isMachineReadable(text)).toBe(true)
})

test('a text too long to be kept is told by its beginning', () => {
  expect(isMachineReadable('{"a": [1, 2, ', false)).toBe(true)
  expect(isMachineReadable('a,b\n1,2\n3', false)).toBe(true)
  expect(isMachineReadable('It was a dark and', false)).toBe(false)
})

test.each([
  'Hello there.',
  'The answer is {"a": 1}.',
  '{"a": 1} is the answer.',
  'Here is the code:\n```js\nlet a\n```',
  '```js\nlet a\n```\nThat is all.',
  '```js\nlet a\n```\ntext\n```js\nlet b\n```',
  'Dear Ann,\nThanks, Bo',
  'Dear Ann,\n\nSee you,',
  'First, we read.\nThen, we write.',
  '<p>One</p> and then some.',
  'a < b and c > d',
  '東京は日本の首都です。',
  '12 apples are enough',
  '- one thing\n- two things',
])('a person reads it: %j', (text) => {
  expect(isMachineReadable(text)).toBe(false)
})
