import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { brokenPractice, measurePractice } from '../../../bench/redaction/practice/measure-practice.ts'

const engine = createEngine()

function found(text: string, question?: string): string[] {
  const spans = engine.find(text, question === undefined ? {} : { question })
  return spans
    .filter(({ entity }) => entity !== 'person_name')
    .map(({ start, end, entity }) => `${entity}:${text.slice(start, end)}`)
}

test('own texts for practice are read as well as they were, whatever calls a value and wherever', () => {
  expect(brokenPractice(measurePractice(engine))).toEqual([])
})

describe('labels in other words', () => {
  test.each([
    ['Fed. ID No. 64-0918274', 'us_ein:64-0918274'],
    ['Federal I.D. No.: 64-0918274', 'us_ein:64-0918274'],
    ['drivers lic # F184402217', 'mo_driver_license:F184402217'],
    ['S.S.N. 587220418', 'us_ssn:587220418'],
    ['Social Security Account Number 587220418', 'us_ssn:587220418'],
    ['SSN/TIN 587220418', 'us_ssn:587220418'],
    ['R/T number 065301948', 'aba_routing:065301948'],
    ['DDA 4418220441', 'bank_account:4418220441'],
    ['A/C no. 4418220441', 'bank_account:4418220441'],
    ['Pt. ID M4418820', 'medical_record_number:M4418820'],
    ['stu. ID 104418297', 'student_id:104418297'],
    ['worker ID 448120', 'employee_id:448120'],
    ['Clmt ID 44182093', 'unemployment_claim:44182093'],
    ['PPT no. 488120934', 'us_passport:488120934'],
    ['diag. code F84.0', 'icd10:F84.0'],
    ['| badge | 44812 |', 'employee_id:44812'],
    ['badge ........ 44812', 'employee_id:44812'],
    ['SNAP case - 30418822', 'benefits_case:30418822'],
    ['<employerIdNo>64-0918274</employerIdNo>', 'us_ein:64-0918274'],
    ['We matched F184402217 (Missouri license) to it.', 'mo_driver_license:F184402217'],
    ['A-number ........ 104418297', 'alien_number:104418297'],
    ['| A# | A104418297 |', 'alien_number:A104418297'],
    ['last_four_of_ssn = 4418', 'ssn_last4:4418'],
    ['DL/ID NO: F184402217   ST: MO', 'mo_driver_license:F184402217'],
    [
      'My Medicaid is eight oh one, four four seven, three oh two.',
      'medicaid_id:eight oh one, four four seven, three oh two',
    ],
  ])('%j is %s', (text, expected) => {
    expect(found(text)).toEqual([expected])
  })

  test.each([
    ['AGENT: Can I have your social?\nCUSTOMER: 587 220 418', 'us_ssn'],
    ['Q. Your date of birth?\nA. 11/8/58.', 'date_of_birth'],
    ['Agent: date of birth?\nCaller: March third, nineteen seventy-one', 'date_of_birth'],
    ['Q. Last four of your Social?\nA. 9902.', 'ssn_last4'],
  ])('who speaks is no label: %j', (text, entity) => {
    expect(found(text).map((one) => one.split(':')[0])).toEqual([entity])
  })

  test('the question for a number holds, whatever it abbreviates', () => {
    expect(found("ok it's 288167037", 'Please give me the routing no. so I can look it up.')).toEqual([
      'aba_routing:288167037',
    ])
    expect(found('065301948 and 4418220441', 'What are the routing and account numbers?')[0]).toBe(
      'aba_routing:065301948',
    )
    expect(found('A104418297', 'What is your A-number?')).toEqual(['alien_number:A104418297'])
    expect(found('4418', 'And the last four of your SSN?')).toEqual(['ssn_last4:4418'])
  })

  test.each([
    'Book it to account code 64-0918-274.',
    'A number of 104418297 rows were read.',
    'The teacher’s nursing lic # 448120 is public.',
    'Unit MI: 448120417',
  ])('names nothing in %j', (text) => {
    expect(found(text)).toEqual([])
  })
})

describe('passwords', () => {
  test.each([
    'password Catfish#Friday9 worked yesterday',
    'Password (temp): Catfish#Friday9',
    'portal pw - Catfish#Friday9',
    'password ........ Catfish#Friday9',
    '| password | Catfish#Friday9 |',
    '<password>Catfish#Friday9</password>',
    'the password on file, which is Catfish#Friday9, and more',
    'user,password,county\nann,Catfish#Friday9,Pike',
  ])('are found in %j', (text) => {
    expect(found(text)).toEqual(['password:Catfish#Friday9'])
  })

  test.each(['password 12-character minimum', 'password reset link', 'pw policy 2026-03'])('none is in %j', (text) => {
    expect(found(text)).toEqual([])
  })
})

describe('dates of birth', () => {
  test.each([
    ['bday 7/19/2004, is he in?', '7/19/2004'],
    ['Wilhelmina, b. 11-02-1938, is well', '11-02-1938'],
    ['born at Baptist Hospital on March 3, 2019', 'March 3, 2019'],
    ['{"birth":{"date":"1984-10-02"}}', '1984-10-02'],
    ['SSN:489-31-7702DOB:04/17/1966Phone:573-555-0171', '04/17/1966'],
    ['We matched 23 Feb 1951 (DOB) to it.', '23 Feb 1951'],
    ['Row,born on,County\n1,1967-10-06,Pike', '1967-10-06'],
    ['F. de nac.: 23/11/1979', '23/11/1979'],
    ['born June the second two thousand nineteen', 'June the second two thousand nineteen'],
  ])('%j', (text, date) => {
    expect(found(text)).toContain(`date_of_birth:${date}`)
  })

  test.each(['Row,birthplace,opened\n1,Pike,1967-10-06', 'The law was born of a flood, said the report of 3/3/2019.'])(
    'none is in %j',
    (text) => {
      expect(found(text)).toEqual([])
    },
  )
})

describe('addresses', () => {
  test.each([
    ['12,Peggy,teacher,44 Elm St', '44 Elm St'],
    ['of 410 Depot St . , Drew , MS 38737 conveys', '410 Depot St . , Drew , MS 38737'],
    ['at 1127 Bel-\nmont Street, Vicks-\nburg, MS 39180', '1127 Bel-\nmont Street, Vicks-\nburg, MS 39180'],
    ['moved to Route M, Box 210, Salem, MO 65560', 'Route M, Box 210, Salem, MO 65560'],
    ['lives at 4102 FR 1090', '4102 FR 1090'],
  ])('%j', (text, address) => {
    expect(found(text)).toEqual([`street_address:${address}`])
  })
})

test('a pair of coordinates may have its sides before it', () => {
  expect(found('GPS of the truck: N 32.29876, W 90.18481')).toEqual(['precise_location:N 32.29876, W 90.18481'])
})
