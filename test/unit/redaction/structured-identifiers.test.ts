import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { recognizers } from '#src/redaction/registry.ts'

const engine = createEngine()

/** `«entity:value»` marks what is to be found, in a text that is read without the marks. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  us_itin: ['ITIN «us_itin:912-70-1234»', 'Her ITIN is «us_itin:912701234».', '«us_itin:900 93 4455»'],
  us_ein: [
    'EIN «us_ein:64-6000807»',
    'Employer Identification Number: «us_ein:64-6000807»',
    'FEIN «us_ein:646000807» on the W-9',
    '{"tax_id":"«us_ein:64-6000807»"}',
  ],
  ms_driver_license: [
    "MS driver's license «ms_driver_license:801234567»",
    'Driver License No. «ms_driver_license:801-23-4567» (Mississippi)',
    'DL# «ms_driver_license:801234567»',
  ],
  mo_driver_license: [
    'Missouri driver license «mo_driver_license:M123456789»',
    'MO DL: «mo_driver_license:123456789»',
    'DL «mo_driver_license:T098765432»',
  ],
  us_driver_license: [
    'Texas driver license «us_driver_license:12345678»',
    'California DL «us_driver_license:D1234567»',
    "Tennessee driver's license number «us_driver_license:098765432»",
    'Driver license number: «us_driver_license:W426-545-30-761-0» FL',
    'DL: «us_driver_license:S530-4321-8765» IL',
  ],
  license_plate: [
    'plate «license_plate:ABC 1234»',
    'License plate: «license_plate:AB1 C2D»',
    'tag number «license_plate:HND4821»',
    'a blue Ford, tag: «license_plate:JXR 482»',
    'MS plate «license_plate:LFA 4410» was seen',
  ],
  vin: ['VIN «vin:1HGCM82633A004352»', 'towed «vin:1M8GDM9AXKP042788» yesterday'],
  medicare_mbi: [
    'MBI «medicare_mbi:1EG4-TE5-MK73»',
    '«medicare_mbi:1EG4TE5MK73»',
    'Medicare «medicare_mbi:1EG4 TE5 MK73»',
  ],
  medicaid_id: [
    'Medicaid ID «medicaid_id:801234567»',
    'MSCAN member id «medicaid_id:801234567»',
    'Medicaid number: «medicaid_id:600123456»',
  ],
  mo_dcn: ['DCN «mo_dcn:12345678»', 'MO HealthNet client number «mo_dcn:0123456789»'],
  benefits_case: [
    'SNAP case number «benefits_case:123456789»',
    'TANF case # «benefits_case:A1234567»',
    'child support case no. «benefits_case:600123456»',
  ],
  us_npi: ['NPI «us_npi:1234567893»', 'provider number «us_npi:1234567893»'],
  us_dea: ['DEA «us_dea:AB1234563»'],
  medical_record_number: [
    'MRN: «medical_record_number:00123456»',
    'MRN «medical_record_number:A123456»',
    'medical record number «medical_record_number:884-22-10»',
    'Patient ID: «medical_record_number:PT-443120»',
    'chart #«medical_record_number:44821»',
    'MRN-«medical_record_number:104422»',
  ],
  us_passport: [
    'passport «us_passport:123456789»',
    'Passport No. «us_passport:C12345678»',
    'Passport Number\n«us_passport:123456789»',
  ],
  alien_number: [
    'alien number «alien_number:A123456789»',
    '«alien_number:A 123-456-789»',
    'A# «alien_number:098765432»',
    'USCIS# «alien_number:123-456-789»',
    'A-Number: «alien_number:A012345678»',
  ],
  uscis_receipt: ['receipt «uscis_receipt:IOE0912345678»', '«uscis_receipt:MSC2190012345»'],
  aba_routing: [
    'routing «aba_routing:061000052»',
    'ABA «aba_routing:021000021» account «bank_account:000123456789»',
    'Routing/account: «aba_routing:061000052» / «bank_account:12345678»',
  ],
  bank_account: [
    'checking account «bank_account:1234567890»',
    'Direct deposit acct no. «bank_account:88-1234-5567»',
    'Account «bank_account:123456» dated 20241122',
  ],
  iban_code: ['IBAN «iban_code:GB82 WEST 1234 5698 7654 32»', '«iban_code:DE89370400440532013000»'],
  fbi_number: ['FBI number «fbi_number:123456AB7»', 'UCN: «fbi_number:4CJ1DKT2N»'],
  state_id_number: ['SID «state_id_number:MS1234567»', 'State ID number «state_id_number:MO01234567»'],
  ncic_number: ['ORI «ncic_number:MS0250000»', 'NIC# «ncic_number:W123456789»'],
  student_id: [
    'MSIS «student_id:123456789»',
    'student ID: «student_id:900123456»',
    'Student number «student_id:S1234567»',
    'Student: Ann, MSIS «student_id:123456789»',
  ],
  voter_id: ['voter ID «voter_id:12345678»', 'voter registration number «voter_id:102938475»'],
  unemployment_claim: [
    'unemployment claim id «unemployment_claim:12345678»',
    'Claim number: «unemployment_claim:UI-2024-00812»',
  ],
  employee_id: ['employee ID «employee_id:104422»', 'Emp No. «employee_id:E10442»', 'badge # «employee_id:4471»'],
  ssn_last4: [
    'last four of SSN: «ssn_last4:6789»',
    'SSN ending in «ssn_last4:6789»',
    'XXX-XX-«ssn_last4:6789» SSN',
    'SSN: XXX-XX-«ssn_last4:6789»',
    'SSN: ***-**-«ssn_last4:6789»',
    'social security last 4 «ssn_last4:6789»',
  ],
  mac_address: [
    'MAC «mac_address:00:1A:2B:3C:4D:5E»',
    '«mac_address:00-1A-2B-3C-4D-5E»',
    '«mac_address:001a.2b3c.4d5e»',
  ],
  precise_location: [
    'his phone was at «precise_location:32.29876, -90.18481»',
    '{"gps":{"lat": «precise_location:38.57670, "lon": -92.17350»}}',
  ],
  age_over_89: ['a «age_over_89:92»-year-old man', 'She is «age_over_89:94» years old', 'aged «age_over_89:101»'],
  icd10: ['Diagnosis: «icd10:E11.9»', 'Dx «icd10:I10», «icd10:F32.1»', 'ICD-10 code «icd10:J45.909»'],
  swift_code: ['SWIFT code «swift_code:BOFAUS3N»'],
}

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
]

const MARK = /«([a-z0-9_]+):([^»]*)»/g

function found(text: string): string[] {
  return engine.find(text).map((span) => `${span.entity}:${text.slice(span.start, span.end)}`)
}

describe.each(Object.entries(FOUND))('%s', (_, texts) => {
  test.each(texts)('is found, and nothing else, in %j', (marked) => {
    const expected = [...marked.matchAll(MARK)].map(([, entity, value]) => `${entity}:${value}`)
    expect(found(marked.replace(MARK, '$2'))).toEqual(expected)
  })
})

test.each(NOTHING)('nothing is found in %j', (text) => {
  expect(found(text)).toEqual([])
})

test('every recognizer that a label or a check digit drives has its table here', () => {
  const elsewhere = [
    'us_ssn',
    'credit_card',
    'email_address',
    'phone_number',
    'ip_address',
    'api_key',
    'private_key',
    'jwt',
    'password',
  ]
  expect([...Object.keys(FOUND), ...elsewhere].sort()).toEqual(recognizers.map(({ entity }) => entity as string).sort())
})
