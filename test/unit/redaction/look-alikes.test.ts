import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'

const engine = createEngine()

/** Look-alikes: the same digits with another name, a slipped check digit, or no name at all. */
const NOTHING: readonly string[] = [
  '912-34-1234',
  'invoice 912-70-1234',
  'PO 64-6000807',
  'EIN 07-6000807',
  'Bid 64-6000807',
  'Missouri license 1234',
  'Nursing license 123456789',
  'asset tag 0012345',
  'git tag v1.2.3',
  '1M8GDM9AXKP042789',
  'case 2023-CV-01842',
  'Case No. 25CI1:23-cv-00123',
  'In this case 123456 people applied.',
  'part AB1234563',
  'routing 061000053',
  'GB82WEST12345698765433',
  'The students in 2023 scored 14500',
  'Employees in 2024 numbered 10442 statewide',
  'SSN 2024 guidance',
  'ff:ff:ff:ff:ff:ff',
  'bridge at 32.29876, -90.18481',
  '92 years of service',
  'age 85',
  'vitamin B12 in room A10',
  'PO-12345678 for account team',
  'Order 123456789 shipped',
  '123456789',
  'tracking 1Z999AA10123456784',
  'uuid 550e8400-e29b-41d4-a716-446655440000',
  'The passport office opened. Form 12345678 is due.',
  'section 12-345-678 account rule 12345678',
  "driver's license on file; invoice 801234567",
  'parcel number 123-45-678-901',
  'mile marker 112.4 on account of 12345678.12',
  'Please pay from savings account ending 4471',
  'The 97-year-old bridge on Route 95',
  'The PO 4500123456 references contract 20-00123 and invoice 00123456.',
  'Parcel 083-21-14-001.00 in Hinds County; deed book 4471 page 123.',
  'Miss. Code Ann. § 63-1-19 requires a license; fee is $24.',
  'ISBN 978-0-13-468599-1, ISSN 1234-5678',
  'Docket No. 2023-UN-114, Case No. 3:21-cv-00516',
  'Bid 2024-000123 opened; license fee 123456 total',
  'STA 1234+56.78 to STA 1300+00',
  'Budget account 4400 increased to 12345678 dollars',
  'Project STP-0025-01(123) on US 49',
  'tracking number 940010000000000000000',
  'Form W-9, Form 1099-NEC and Form I-9 are attached',
  'Model F150 serial 123456789',
  'Ticket INC0012345 assigned',
  'commit a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
  'GET /api/v1/tickets/123456789 200',
  'The account manager called about order 123456789.',
  'In 2023, employees took 123456 hours.',
  'Case studies from 1999-2004 show 12345 records.',
  'The student population grew to 442000 in 2024.',
  'Vehicle counts: 123456 per day on Route 55',
  'Medicaid enrolled 801234 people',
  'Medicaid paid claims of 123456789 dollars in 2023',
  'patient visits rose to 442118',
  'the card’s last four 4471',
]

test.each(NOTHING)('nothing is found in %j', (text) => {
  expect(engine.find(text)).toEqual([])
})

/** Repeatable: the same sentences in every run. */
let state = 12_345
function below(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * limit)
}
const of = (characters: string) => (length: number) =>
  Array.from({ length }, () => characters[below(characters.length)]).join('')
const digits = of('0123456789')
const capitals = of('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const hex = of('0123456789abcdef')

const SENTENCES: readonly (() => string)[] = [
  () =>
    `Miss. Code Ann. § ${digits(2)}-${digits(2)}-${digits(3)} and RSMo ${digits(3)}.${digits(3)} govern the filing.`,
  () => `Invoice ${digits(9)} for PO ${digits(10)} was paid on 2025-0${1 + below(9)}-1${below(9)}.`,
  () => `Station ${digits(3)}+${digits(2)}.${digits(2)} to STA ${digits(4)}+${digits(2)} on Route ${digits(2)}.`,
  () =>
    `Parcel ${digits(3)}-${digits(2)}-${digits(2)}-${digits(3)}.${digits(3)} in Book ${digits(4)}, Page ${digits(3)}.`,
  () => `Request id ${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)} failed with error ${digits(5)}.`,
  () => `Tracking number 9400${digits(18)} and 1Z${capitals(3)}${digits(3)}${digits(10)} were shipped.`,
  () => `ISBN 978-${digits(1)}-${digits(2)}-${digits(6)}-${digits(1)}, UPC ${digits(12)}.`,
  () => `commit ${hex(40)} merged into release ${digits(1)}.${digits(2)}.${digits(1)}`,
  () => `Contract ${capitals(2)}-${digits(4)}-${digits(6)} with bid ${digits(8)} and lot ${digits(6)}.`,
  () =>
    `Bridge ${digits(3)}${capitals(1)}${digits(5)} at mile marker ${digits(3)}.${digits(1)} carries ${digits(5)} vehicles per day.`,
  () => `The account was credited with $${digits(3)},${digits(3)}.${digits(2)} in fiscal year 2024-2025.`,
  () => `Model ${capitals(2)}${digits(4)}-${capitals(1)} serial ${capitals(2)}${digits(8)} is out of warranty.`,
  () => `Docket No. ${2000 + below(25)}-CV-${digits(5)}, Case No. 3:2${digits(1)}-cv-${digits(5)}-${capitals(3)}.`,
  () => `Ticket INC${digits(7)} and change CHG${digits(7)} were closed by the help desk.`,
  () => `Project number STP-${digits(4)}-00(${digits(3)}) FMS ${digits(6)}/${digits(6)}.`,
  () => `Receipt ${digits(10)} confirmation ${capitals(6)}${digits(2)} amount ${digits(4)}.${digits(2)}.`,
  () => `Policy number ${digits(4)}-${digits(2)} of the handbook was revised in 20${digits(2)}.`,
  () => `Form ${digits(4)}-${capitals(1)} revision ${digits(2)}/${digits(4)} replaces form ${digits(4)}.`,
  () => `The survey had ${digits(5)} respondents, ${digits(6)} households and ${digits(7)} records.`,
  () => `Coordinates of the culvert: ${digits(2)}.${digits(6)}, -${digits(2)}.${digits(6)}.`,
  () => `Log 20251103T${digits(6)}Z pid=${digits(5)} port=${digits(5)} trace=${hex(16)} span=${hex(8)}`,
  () => `FHWA item ${digits(3)}A${digits(2)} costs ${digits(7)} for ${digits(5)} tons.`,
  () => `Version ${digits(1)}.${digits(2)}.${digits(3)}.${digits(2)} of the driver was installed.`,
  () =>
    `Students in grade ${below(9)} took ${digits(5)} tests; patients made ${digits(6)} visits; employees logged ${digits(7)} hours.`,
  () => `Building permit ${digits(4)}-${digits(5)} and license fee schedule ${digits(4)}.`,
  () => `Purchase order ${digits(10)}, requisition ${digits(8)}, vendor ${digits(7)}.`,
  () =>
    `Grant award ${capitals(2)}${digits(2)}-${digits(6)} CFDA ${digits(2)}.${digits(3)}, UEI ${capitals(4)}${digits(4)}${capitals(4)}.`,
  () => `Asset tag ${digits(8)}, meter ${digits(9)}, pole ${digits(6)}.`,
  () => `Senate Bill ${digits(4)}, House Bill ${digits(4)}, Resolution ${digits(3)}.`,
  () => `SKU ${capitals(3)}-${digits(5)}-${capitals(2)}, batch ${digits(8)}, expires ${digits(2)}/${digits(4)}.`,
]

test('at most three in a thousand words of look-alikes are taken for identifiers', () => {
  let words = 0
  let found = 0
  for (let i = 0; i < 1_500; i++) {
    const text = SENTENCES[i % SENTENCES.length]!()
    words += text.split(' ').length
    found += engine.find(text).length
  }
  expect(found).toBeLessThanOrEqual((words * 3) / 1_000)
})
