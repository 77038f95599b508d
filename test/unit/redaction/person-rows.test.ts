import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'

const engine = createEngine()
const found = (text: string): string[] =>
  engine
    .find(text)
    .filter(({ entity }) => !['person_name', 'street_address'].includes(entity))
    .map(({ entity, start, end }) => `${entity}:${text.slice(start, end)}`)

test.each(['\t', '|', ';'])(
  'rows of people without a header tell themselves by the sex beside a birth (%j)',
  (mark) => {
    const row = ['Rowe,Anita', '427118830', '19710304', 'F', '12 Oak St', 'Tupelo', 'MS', '38801', '6625550147'].join(
      mark,
    )
    expect(found(`${row}\n`)).toEqual(['us_ssn:427118830', 'date_of_birth:19710304', 'phone_number:6625550147'])
  },
)

test('a date that isn’t beside the sex is none of a birth, and its row names no number', () => {
  expect(found('Rowe|Anita|F|Clerk|02/16/2020|427118830|\n')).toEqual([])
})

test('a column of dates long past, each beside a name and a number, is one of births', () => {
  const rows = (dates: string[]): string =>
    dates.map((date, at) => `${20_441_880 + at}  ROWE, ANITA  ${date}  ACTIVE`).join('\n')
  const births = (text: string): string[] => found(text).filter((one) => one.startsWith('date_of_birth'))
  expect(births(rows(['03/04/1971', '11/30/1988', '07/09/1964']))).toHaveLength(3)
  expect(births(rows(['03/04/1971', '11/30/1988']))).toEqual([])
  expect(births(rows(['03/04/1971', '11/30/1988', '07/09/2026']))).toEqual([])
  expect(births(`Number  Name  Hired  Status\n${rows(['03/04/1971', '11/30/1988', '07/09/1964'])}`)).toEqual([])
})

test('in a table with a column for ages, those of ninety and more are found', () => {
  expect(found('Bed  Name        Age  Diet\n12   Anita Rowe  93   soft\n14   Lee Tran    41   soft')).toEqual([
    'age_over_89:93',
  ])
})

test('names and values side by side are a form, whatever the first line looks like', () => {
  const form = '|WORKER|ANITA ROWE|\n|SSN|427-11-8830|SEX|F|\n|SHOP|NORTH YARD|FEIN|64-0817732|'
  expect(found(form)).toEqual(['us_ssn:427-11-8830', 'us_ein:64-0817732'])
})
