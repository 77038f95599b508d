import { describe, expect, test } from 'vitest'
import { type ByteEdit, byteEdit } from '#src/core/edits.ts'
import type { StoredEntry } from '#src/core/record.ts'
import { patternFinder } from '#src/productions/find-pattern.ts'
import { showRecord } from '#src/productions/show-record.ts'

const NAMES = new Set(['US_SSN', 'PERSON_NAME', 'TEXT'])

function entry(type: 'prompt' | 'response', body: string, edits?: readonly ByteEdit[]): StoredEntry {
  const meta = {
    principal: { subject: 'jdoe', unit: 'IS', client: 'chat' },
    system: 's',
    declared: { purpose: { id: 'p' } },
  }
  return {
    index: 0,
    entry: '{}',
    id: 'e' as never,
    type,
    ref: 'x' as never,
    time: '2026-11-23T03:00:00.000Z',
    parts: {
      meta: Buffer.from(JSON.stringify(meta)),
      body: Buffer.from(body),
      ...(edits === undefined ? {} : { orig: Buffer.from(JSON.stringify({ edits })) }),
    },
  }
}

function edit(body: string, shown: string, original: string): ByteEdit {
  const start = Buffer.from(body).indexOf(shown)
  return byteEdit(start, start + Buffer.byteLength(shown), Buffer.from(original))
}

function shown(...entries: StoredEntry[]) {
  const record = showRecord(entries, NAMES)
  return Object.fromEntries(record.texts.map((text) => [text.part, text]))
}

describe('a record under review', { tags: ['MS-24', 'MO-06'] }, () => {
  test('has its turns as they were said, and every other value with its place', () => {
    const body =
      '{"model":"m","temperature":0.2,"stream":false,"messages":[{"role":"user","content":"Line one\\n\\u00e9","name":"x"}],"stop":null}'
    expect(shown(entry('prompt', body))['prompt']!.text).toBe(
      'model: m\ntemperature: 0.2\nstream: false\nuser: Line one\né\nmessages.0.name: x\nstop: null\n',
    )
  })

  test('has for each placeholder the value that was typed, escapes and letters beyond ASCII included', () => {
    const body =
      '{"messages":[{"role":"user","content":"Grüße \\"[PERSON_NAME_1]\\", SSN [US_SSN_1]"}],"n":"[US_SSN_2]"}'
    const edits = [
      edit(body, '[PERSON_NAME_1]', 'Ana \\"Bee\\" Ñuñez'),
      edit(body, '[US_SSN_1]', '123-45-6789'),
      edit(body, '"[US_SSN_2]"', '987654321'),
    ]
    const { prompt } = shown(entry('prompt', body, edits))
    expect(prompt!.text).toBe('user: Grüße "[PERSON_NAME_1]", SSN [US_SSN_1]\nn: [US_SSN_2]\n')
    expect(prompt!.atoms.map(({ start, end, value }) => [prompt!.text.slice(start, end), value])).toEqual([
      ['[PERSON_NAME_1]', 'Ana "Bee" Ñuñez'],
      ['[US_SSN_1]', '123-45-6789'],
      ['[US_SSN_2]', '987654321'],
    ])
  })

  test('shows nothing that wasn’t sent on without a place to decide about', () => {
    const body = '{"model":"upstream-m","store":false,"messages":[{"role":"user","content":"Hello"}]}'
    const edits: ByteEdit[] = [
      edit(body, '"upstream-m"', '"alias"'),
      edit(body, '"store":false,', '"metadata":{"note":"secret words"},'),
      // Taken out of the text, with nothing in its place.
      byteEdit(body.indexOf('lo"}]'), body.indexOf('lo"}]'), Buffer.from('removed label ')),
    ]
    const { prompt } = shown(entry('prompt', body, edits))
    expect(prompt!.text).toBe(
      'model: upstream-m\nstore: false\nuser: Hel[REMOVED]lo\n(received, not sent on)\n[NOT_SENT_ON_1]\n',
    )
    expect(prompt!.atoms.map(({ shown: stands, value }) => [stands, value])).toEqual([
      ['[REMOVED]', 'removed label '],
      ['[NOT_SENT_ON_1]', '"metadata":{"note":"secret words"}'],
    ])
  })

  test('has an answer’s placeholders with the prompt’s values, also where a stream tore them apart', () => {
    const body = '{"messages":[{"role":"user","content":"[US_SSN_1] and [US_SSN]"}]}'
    const events = ['My ', '[US_', 'SSN_1] and [TEXT_7] or [US_SSN]']
      .map((content) => `data: {"id":"c1","choices":[{"delta":{"content":${JSON.stringify(content)}}}]}\n\n`)
      .join('')
    const edits = [edit(body, '[US_SSN_1]', '111'), edit(body, '[US_SSN]', '222')]
    const { response } = shown(entry('prompt', body, edits), entry('response', `${events}data: [DONE]\n\n`))
    expect(response!.text).toBe('id: c1\nchoices.0.delta.content: My [US_SSN_1] and [TEXT_7] or [US_SSN]\n')
    expect(response!.atoms.map(({ shown: stands, value }) => [stands, value])).toEqual([
      ['[US_SSN_1]', '111'],
      ['[TEXT_7]', null],
      ['[US_SSN]', '222'],
    ])
  })

  test('tells no value of a placeholder that stands for several', () => {
    const body = '{"input":["[US_SSN]","[US_SSN]"]}'
    const at = body.lastIndexOf('[US_SSN]')
    const edits = [edit(body, '[US_SSN]', '111'), byteEdit(at, at + 8, Buffer.from('222'))]
    const answered = shown(entry('prompt', body, edits), entry('response', '{"x":"[US_SSN]"}'))
    expect(answered['prompt']!.atoms.map(({ value }) => value)).toEqual(['111', '222'])
    expect(answered['response']!.atoms.map(({ value }) => value)).toEqual([null])
  })

  test('is shown as it is where it is neither JSON nor a stream', () => {
    expect(shown(entry('prompt', 'not [US_SSN_1] json'))['prompt']).toMatchObject({
      text: 'not [US_SSN_1] json',
      atoms: [{ shown: '[US_SSN_1]', value: null }],
    })
  })
})

describe('a pattern', { tags: ['MO-06'] }, () => {
  const text = {
    part: 'prompt',
    text: 'Ana  REYES of Route 63, [PERSON_NAME_1] wrote A-1234 and a-9999.',
    atoms: [{ start: 24, end: 39, shown: '[PERSON_NAME_1]', value: 'Ana Reyes', entity: 'PERSON_NAME' }],
  }
  const found = (kind: 'literal' | 'regex' | 'placeholder', find: string) =>
    patternFinder({ kind, find })(text).map(({ start, end }) => text.text.slice(start, end))

  test.each([
    ['literal', 'ana reyes', ['Ana  REYES', '[PERSON_NAME_1]']],
    ['literal', 'Reyes wrote', ['[PERSON_NAME_1] wrote']],
    ['literal', '63, [', ['63, [PERSON_NAME_1]']],
    ['literal', '(a+)+$', []],
    ['regex', '[A-Z]-\\d{4}', ['A-1234', 'a-9999']],
    ['placeholder', 'person_name', ['[PERSON_NAME_1]']],
    ['placeholder', 'us_ssn', []],
  ] as const)('%s %j finds %j: words, and what a placeholder stands for', (kind, find, hits) => {
    expect(found(kind, find)).toEqual(hits)
  })

  test('that could take for ever isn’t one', () => {
    expect(() => patternFinder({ kind: 'regex', find: '(a+)+b' })).toThrow('+')
  })
})
