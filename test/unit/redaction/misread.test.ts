import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { glanceAt } from '#src/redaction/glance.ts'
import { misreadOf } from '#src/redaction/misread.ts'

const engine = createEngine()
const reading = (text: string) => misreadOf(text, glanceAt(text))
const found = (text: string): string[] =>
  engine.find(text).map(({ start, end, entity }) => `${entity}:${text.slice(start, end)}`)

test.each([
  ['call (66O) 555-0l47 now', 'phone_number:(66O) 555-0l47'],
  ['Home phonc 60l 4l7 22O3', 'phone_number:60l 4l7 22O3'],
  ['D0B: 0l/O5/l96B', 'date_of_birth:0l/O5/l96B'],
  ['Date o f birth: l1/04/1971', 'date_of_birth:l1/04/1971'],
  ['Soeial Seeurity N0. 4l7 22 9O18', 'us_ssn:4l7 22 9O18'],
  ['Mediea1 Record N0 OO4l7732', 'medical_record_number:OO4l7732'],
  ['Driver Lieense # R2O4418837 MO', 'mo_driver_license:R2O4418837'],
  ['Medicaid lD 5OO2l8837', 'medicaid_id:5OO2l8837'],
  ['Acct N0: l0044B217', 'bank_account:l0044B217'],
  ['VlN lHGCM82633AOO4352', 'vin:lHGCM82633AOO4352'],
  ['MBI lEG4TESMK73', 'medicare_mbi:lEG4TESMK73'],
  ['Case N0: 1O22774l8 SNAP', 'benefits_case:1O22774l8'],
  ['at 12O Pinc Grove Rd., Aberdeen, M5 3973O', 'street_address:12O Pinc Grove Rd., Aberdeen, M5 3973O'],
  ['Tel: 601-555- O199', 'phone_number:601-555- O199'],
])('a scan has spoilt %s', (text, value) => {
  expect(found(text)).toEqual([value])
})

test.each([
  'Form I-94 and O2 saturation of 96',
  'part 10O4-B8 of model S5O',
  'HAA5 .048, Cl2 1.82, PSC Y1LB',
  'sheet 1O of l2, July l5, 2024',
  'The llama ate 1l of water on I-55.',
])('nothing in %s', (text) => {
  expect(found(text)).toEqual([])
})

test('a text without signs of a scan has no other reading', () => {
  expect(reading('Born 03/04/1971 in Tupelo, with ease, on I-55 at exit 12B; see B12 and H1N1.')).toBeNull()
})

test('what a scan made of a label is no name', () => {
  expect(found('Addrcss: none\nlD: OO4l\nPhonc: 66O-555-Ol47')).toEqual(['phone_number:66O-555-Ol47'])
})

test('each place of a reading is known in the text', () => {
  const text = 'Nurnber ofcopies: l2, Stud ent lD 44l9O8'
  const { text: read, map } = reading(text)!
  expect(read).toContain('441908')
  const at = read.indexOf('441908')
  expect(text.slice(map[at]!, map[at + 5]! + 1)).toBe('44l9O8')
  expect(map[read.length]).toBe(text.length)
})
