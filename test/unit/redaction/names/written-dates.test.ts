import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('date_of_birth')

positives([
  'id|name|date_of_birth\n7|Ola|«1961-11-30»\n8|Ada|«1958-02-14»',
  'name,dob\nOla,"«Nov 30, 1961»"',
  'Je suis née le «14 février 1958» à Dakar.',
  'Geboren am «30. Oktober 1961» in Kiel.',
  'Data de nascimento: «14 de maio de 1958»',
  'ngày sinh: «30/11/1961»',
  '出生日期：«1961年11月30日»',
  'Дата рождения: «30 ноября 1961»',
  'She was born in Yazoo City on «November 30, 1961».',
  'Date 0f Birth: «O2/l4/1958»',
  '{"birth":"«1961-11-30»"}',
])
negatives([
  'name,opened\nOla,1961-11-30',
  'The town was born of a mill in Water Valley, and floods came on 3 May 1927.',
])

test('the first date of an answer to a question for it is one', () => {
  const engine = createEngine({ entities: ['date_of_birth'] })
  const text = 'the 3rd of june 1990, not 1991-06-03'
  const spans = engine.find(text, { question: 'When were you born?' })
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['3rd of june 1990'])
  expect(engine.find(text, { question: 'When did you move in?' })).toEqual([])
})
