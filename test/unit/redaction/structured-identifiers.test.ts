import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { WHOLE_TEXT_ENTITIES } from '#src/redaction/whole-text.ts'

/** Names, addresses and dates of birth have tables of their own: test/unit/redaction/names. */
const shaped = new Set(createEngine().entities).difference(WHOLE_TEXT_ENTITIES)
const engine = createEngine({ entities: [...shaped] })

/** `«entity:value»` marks what is to be found, in a text that is read without the marks. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  us_itin: [
    'ITIN «us_itin:912-70-1234»',
    'Her ITIN is «us_itin:912701234».',
    '«us_itin:900 93 4455»',
    'taxpayer identification number «us_itin:912-70-1234»',
  ],
  us_ein: [
    'EIN «us_ein:64-6000807»',
    'Employer Identification Number: «us_ein:64-6000807»',
    'FEIN «us_ein:646000807» on the W-9',
    '{"tax_id":"«us_ein:64-6000807»"}',
    'EIN for the contractor is «us_ein:64-0912345».',
    'Employer ID: «us_ein:430912345»',
    'TIN «us_ein:64-0912345»',
    'Tax ID no. «us_ein:64-0912345»',
  ],
  ms_driver_license: [
    "MS driver's license «ms_driver_license:801234567»",
    'Driver License No. «ms_driver_license:801-23-4567» (Mississippi)',
    'DL# «ms_driver_license:801234567»',
    '{"driver_license":"«ms_driver_license:801234567»","passport_number":"«us_passport:554321987»","routing_number":"«aba_routing:061000052»","account_number":"«bank_account:4471029938»"}',
    'id,dl,mrn,account\n1,«ms_driver_license:801234567»,«medical_record_number:882211»,«bank_account:4471029938»\n2,«ms_driver_license:801234568»,«medical_record_number:882212»,«bank_account:4471029939»',
    'my dl number is «ms_driver_license:801234567» and plate is «license_plate:hnd 4821»',
    'her drivers license # is «ms_driver_license:801 234 567»',
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
    'license plate «license_plate:7AB C12» (MO)',
    'Plate #«license_plate:AB1-C2D»',
  ],
  vin: [
    'VIN «vin:1HGCM82633A004352»',
    'towed «vin:1M8GDM9AXKP042788» yesterday',
    'Vehicle: 2019 Ford F-150, VIN «vin:1FTEW1EP5KFA12345», tag «license_plate:RKN 2231»',
  ],
  medicare_mbi: [
    'MBI «medicare_mbi:1EG4-TE5-MK73»',
    '«medicare_mbi:1EG4TE5MK73»',
    'Medicare «medicare_mbi:1EG4 TE5 MK73»',
  ],
  medicaid_id: [
    'Medicaid ID «medicaid_id:801234567»',
    'MSCAN member id «medicaid_id:801234567»',
    'Medicaid number: «medicaid_id:600123456»',
    'Member ID for Medicaid: «medicaid_id:801234567»',
    "The beneficiary's Medicaid number, «medicaid_id:801234567», was entered twice.",
  ],
  mo_dcn: [
    'DCN «mo_dcn:12345678»',
    'MO HealthNet client number «mo_dcn:0123456789»',
    'DCN # «mo_dcn:0045678901» (MO HealthNet)',
    'Participant DCN: «mo_dcn:45678901»',
  ],
  benefits_case: [
    'SNAP case number «benefits_case:123456789»',
    'TANF case # «benefits_case:A1234567»',
    'child support case no. «benefits_case:600123456»',
    'Food stamp case «benefits_case:100234567»',
    'SNAP case «benefits_case:100234567» closed',
    'IV-D case number «benefits_case:604512345A»',
    'TANF #«benefits_case:100234567»',
  ],
  us_npi: ['NPI «us_npi:1234567893»', 'provider number «us_npi:1234567893»', 'NPI: «us_npi:1992345678»'],
  us_dea: ['DEA «us_dea:AB1234563»', 'DEA # «us_dea:BJ1234563»'],
  medical_record_number: [
    'MRN: «medical_record_number:00123456»',
    'MRN «medical_record_number:A123456»',
    'medical record number «medical_record_number:884-22-10»',
    'Patient ID: «medical_record_number:PT-443120»',
    'chart #«medical_record_number:44821»',
    'MRN-«medical_record_number:104422»',
    '{"patient":{"mrn":"«medical_record_number:00881234»","npi":"«us_npi:1234567893»","dx":"«icd10:E11.9»"}}',
    'mrn=«medical_record_number:00881234» npi=«us_npi:1234567893» case_id=«benefits_case:10299381»',
    'chart number «medical_record_number:C-20391»',
    'Medical Record #: «medical_record_number:12-34-56»',
  ],
  us_passport: [
    'passport «us_passport:123456789»',
    'Passport No. «us_passport:C12345678»',
    'Passport Number\n«us_passport:123456789»',
    "What is your passport number? It's «us_passport:554321987».",
  ],
  alien_number: [
    'alien number «alien_number:A123456789»',
    '«alien_number:A 123-456-789»',
    'A# «alien_number:098765432»',
    'USCIS# «alien_number:123-456-789»',
    'A-Number: «alien_number:A012345678»',
    'Alien Registration Number «alien_number:A 123 456 789»',
    'A-number is «alien_number:A087654321»',
    'Green card no. «alien_number:A087654321»',
  ],
  uscis_receipt: [
    'receipt «uscis_receipt:IOE0912345678»',
    '«uscis_receipt:MSC2190012345»',
    'I-797 receipt «uscis_receipt:EAC-22-123-45678»',
  ],
  aba_routing: [
    'routing «aba_routing:061000052»',
    'ABA «aba_routing:021000021» account «bank_account:000123456789»',
    'Routing/account: «aba_routing:061000052» / «bank_account:12345678»',
    'the routing number is «aba_routing:061000052» and the account number is «bank_account:4471029938»',
    'Bank: Trustmark, ABA «aba_routing:065300279», Acct «bank_account:1002345678»',
  ],
  bank_account: [
    'checking account «bank_account:1234567890»',
    'Direct deposit acct no. «bank_account:88-1234-5567»',
    'Account «bank_account:123456» dated 20241122',
    'deposit to checking «bank_account:4471029938» at Regions',
    'hospital account «bank_account:88123456»',
  ],
  iban_code: ['IBAN «iban_code:GB82 WEST 1234 5698 7654 32»', '«iban_code:DE89370400440532013000»'],
  fbi_number: ['FBI number «fbi_number:123456AB7»', 'UCN: «fbi_number:4CJ1DKT2N»', 'FBI # «fbi_number:456789AB1»'],
  state_id_number: [
    'SID «state_id_number:MS1234567»',
    'State ID number «state_id_number:MO01234567»',
    'State ID (SID): «state_id_number:MS00456789»',
  ],
  ncic_number: [
    'ORI «ncic_number:MS0250000»',
    'NIC# «ncic_number:W123456789»',
    'NCIC entry «ncic_number:W123456789» for ORI «ncic_number:MO0260000»',
    'warrant number «ncic_number:W123456789»',
  ],
  student_id: [
    'MSIS «student_id:123456789»',
    'student ID: «student_id:900123456»',
    'Student number «student_id:S1234567»',
    'Student: Ann, MSIS «student_id:123456789»',
    '2026-03-04T10:11:12Z INFO user=jdoe student_id=«student_id:900112233» msis=«student_id:123456789» status=200',
  ],
  voter_id: [
    'voter ID «voter_id:12345678»',
    'voter registration number «voter_id:102938475»',
    'Voter reg. no. «voter_id:103344556»',
  ],
  unemployment_claim: [
    'unemployment claim id «unemployment_claim:12345678»',
    'Claim number: «unemployment_claim:UI-2024-00812»',
    'UI claim #«unemployment_claim:7712345»',
  ],
  employee_id: [
    'employee ID «employee_id:104422»',
    'Emp No. «employee_id:E10442»',
    'badge # «employee_id:4471»',
    'Employee #«employee_id:E104422» submitted leave',
  ],
  ssn_last4: [
    'last four of SSN: «ssn_last4:6789»',
    'SSN ending in «ssn_last4:6789»',
    'XXX-XX-«ssn_last4:6789» SSN',
    'SSN: XXX-XX-«ssn_last4:6789»',
    'SSN: ***-**-«ssn_last4:6789»',
    'social security last 4 «ssn_last4:6789»',
    'His Social ends in «ssn_last4:4471».',
    'confirm the last 4 of your SSN: «ssn_last4:4471»',
  ],
  mac_address: [
    'MAC «mac_address:00:1A:2B:3C:4D:5E»',
    '«mac_address:00-1A-2B-3C-4D-5E»',
    '«mac_address:001a.2b3c.4d5e»',
  ],
  precise_location: [
    'his phone was at «precise_location:32.29876, -90.18481»',
    '{"gps":{"lat": «precise_location:38.57670, "lon": -92.17350»}}',
    'located at «precise_location:32.298757, -90.184810»',
    'Lat/Long: «precise_location:38.5767, -92.1735»',
  ],
  age_over_89: [
    'a «age_over_89:92»-year-old man',
    'She is «age_over_89:94» years old',
    'aged «age_over_89:101»',
    '«age_over_89:95» y/o female',
    '«age_over_89:95»yo male',
  ],
  icd10: ['Diagnosis: «icd10:E11.9»', 'Dx «icd10:I10», «icd10:F32.1»', 'ICD-10 code «icd10:J45.909»'],
  swift_code: [
    'SWIFT code «swift_code:BOFAUS3N»',
    'wire to SWIFT «swift_code:BOFAUS3N» IBAN «iban_code:DE89 3704 0044 0532 0130 00»',
  ],
  us_ssn: [
    'Applicant: Jane Doe\nSSN: «us_ssn:219-09-9998»\nDriver License: «ms_driver_license:801234567»\nMedicaid ID: «medicaid_id:123456789»\nCase No: «benefits_case:100234567»',
  ],
}

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
  expect([...new Set([...Object.keys(FOUND), ...elsewhere])].sort()).toEqual([...shaped].sort())
})
