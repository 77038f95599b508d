import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { createPeople } from '#src/redaction/names/people.ts'

const engine = createEngine()
const found = (text: string): string[] =>
  engine
    .find(text)
    .filter(({ entity }) => !['person_name', 'street_address', 'date_of_birth'].includes(entity))
    .map(({ start, end, entity }) => `${entity}:${text.slice(start, end)}`)

describe('shortened labels', () => {
  test.each([
    ['EE# D7-0412 was out', 'employee_id:D7-0412'],
    ['PERNR 00410873', 'employee_id:00410873'],
    ['WIN: 1107742', 'employee_id:1107742'],
    ['rtg 065301948 verified', 'aba_routing:065301948'],
    ['svgs # 7710442093', 'bank_account:7710442093'],
    ['MR no. 0771042', 'medical_record_number:0771042'],
    ['MCD # 602771944', 'medicaid_id:602771944'],
    ['SEMS no. 710442093', 'voter_id:710442093'],
    ['clm # 0024771042', 'unemployment_claim:0024771042'],
    ['stu. no. 710442', 'student_id:710442'],
    ['D.L. No. 801771042', 'ms_driver_license:801771042'],
    ['plt # HRT 2093', 'license_plate:HRT 2093'],
    ['LIC/HRT2093.LIS/MS', 'license_plate:HRT2093'],
    ['L4 2093 on file', 'ssn_last4:2093'],
    ['{"ssnL4":"2093"}', 'ssn_last4:2093'],
    ['a_number: A087771042', 'alien_number:A087771042'],
    ['DCNs 41882751, 41882762', 'mo_dcn:41882751 mo_dcn:41882762'],
    ['GET /students/710442093/grades', 'student_id:710442093'],
    ['Payee: Ola   PIN 40771042', 'employee_id:40771042'],
    ['black Charger HRT 2093 sped off', 'license_plate:HRT 2093'],
    ['A# A218 440 937 attached', 'alien_number:A218 440 937'],
    ['HALE BETTINA      42511908219520714F 0100A', 'us_ssn:425119082'],
    ['MO lic DE4-R8T seen', 'license_plate:DE4-R8T'],
    ['LIC/EK5 H8V LIS/MO', 'license_plate:EK5 H8V'],
    ['a tan 2013 Taurus FNB-6120 left', 'license_plate:FNB-6120'],
    ['<dl:L4>x</dl:L4><dl:SSN>427118830</dl:SSN>', 'us_ssn:427118830'],
    ['RTE_NO: 065301948', 'aba_routing:065301948'],
    ['OL R204418873 Class F', 'mo_driver_license:R204418873'],
    ['his employe number is 11473 and', 'employee_id:11473'],
    ['DCN 17734091 per FAMIS look-up', 'mo_dcn:17734091'],
    ['npi 1921573477 is wrong, our file has 1245319599.', 'us_npi:1921573477 us_npi:1245319599'],
    ['A240118836 and the receipt of USCIS', 'alien_number:A240118836'],
    ['MBI 2 K D 9 R H 4 P W 6 1 on the card', 'medicare_mbi:2 K D 9 R H 4 P W 6 1'],
    ['Home (601 ) 555 - 0139', 'phone_number:(601 ) 555 - 0139'],
    ['habla al 660 5550112 ella', 'phone_number:660 5550112'],
    ['call my wife 5550191 today', 'phone_number:5550191'],
    ['at 662-555-0147 or desk | 885-6214 | later', 'phone_number:662-555-0147 phone_number:885-6214'],
    ['at 662-555-0147; form 700-1234, size 210-4412', 'phone_number:662-555-0147'],
    ['Mercy Hospital, Columbia, MO 65212', ''],
    ['BIC [COBADEFF]', 'swift_code:COBADEFF'],
  ])('%j', (text, expected) => {
    expect(found(text).join(' ')).toBe(expected)
  })

  test.each([
    'Mr. Tran, in 44182 words, agreed.',
    'We win 44182 hearts.',
    'Rt. 3 Box 771',
    'The worker saw 44182 forms.',
    'reclass JV 044-71-2093 tomorrow',
    'reporting category 109-44-2093',
    'As 4.3.2.1 says, none is needed.',
    'svc tag 7HK2QX3',
    '{"msg":"payment retried","last4":"4471"}',
    'Plate    2044 boxes     10441882 left',
    'seguro de 425118207 pesos',
    'Agent NPN,Agent Name\n10771042,"Voss, Ada"',
    'WIN vacant   Agency 0711   PIN 2093',
    'user SVC-20931 logged in',
    'open Budget_2031 and Form_1040',
    'sheriff: case 25-20931, stolen trailer',
    '425118207  VOSS   ADA   19520714 1',
    'Ada Voss, RN, license no. R771042',
    'License #,Licensee,Sold\nHF-771-042,Voss,Sportsman',
    'the sales tax acct is 1044-88271',
  ])('name nothing in %j', (text) => {
    expect(found(text)).toEqual([])
  })
})

describe('where values stand', () => {
  test.each([
    ['Tag/VIN: HRT 2093 / 1HGCM82633A004352', ['license_plate:HRT 2093', 'vin:1HGCM82633A004352']],
    ['DL/last4: 801771042 / 2093', ['ms_driver_license:801771042', 'ssn_last4:2093']],
    ['MRN & Medicaid ID: 7710442 and 602771944', ['medical_record_number:7710442', 'medicaid_id:602771944']],
    ['my DL is 801771042 and my wife’s is 802771043', ['ms_driver_license:801771042', 'ms_driver_license:802771043']],
    ['EIN or SSN .... 64-0918274', ['us_ein:64-0918274']],
    ['Umeh Freight LLC (64-0918274) was paid', ['us_ein:64-0918274']],
    ['he gave 065301948 acct 7710442', ['aba_routing:065301948', 'bank_account:7710442']],
    ['ICE detainer A208771042', ['alien_number:A208771042']],
    ['The FBI number is wrong. It should read 771204VB3.', ['fbi_number:771204VB3']],
    ['patch at 32.77142, -89.11083 done', ['precise_location:32.77142, -89.11083']],
    ['camp at N32 43 18.2 W90 56 09.7', ['precise_location:N32 43 18.2 W90 56 09.7']],
    ['Nurse noted G30.1 today', ['icd10:G30.1']],
    ['her tag is HRT 2093', ['license_plate:HRT 2093']],
    ['Tag      HRT 2093 MS              KTR-4093 AL', ['license_plate:HRT 2093', 'license_plate:KTR-4093']],
    [
      'DL       801771042 MS                           07731846 TX',
      ['ms_driver_license:801771042', 'us_driver_license:07731846'],
    ],
    ['número de seguro: 425118207', ['us_ssn:425118207']],
    ['{"sasid":"1044182"}', ['student_id:1044182']],
    ["M'caid 602771944", ['medicaid_id:602771944']],
    ['FMLA TRACKER\nEE Ada Voss-Hale  ID 0771042', ['employee_id:0771042']],
    ['Registrar\nID J10771042   Ada Voss', ['student_id:J10771042']],
    ['IEP meeting, State ID 7710442093', ['student_id:7710442093']],
    ['Her J-number J10771042', ['student_id:J10771042']],
    ['Inspector: Ada Voss, E0177104', ['employee_id:E0177104']],
    ['| user MDOC-20931 | query', ['employee_id:MDOC-20931']],
    ['member_no|svc_yrs\nM0771042|28.42', ['employee_id:M0771042']],
    ['Ofc. Voss   PIN 4693', ['employee_id:4693']],
    ['{"managerId":"10771042"}', ['employee_id:10771042']],
    ['Direct deposit: 065301948 / 7710442', ['aba_routing:065301948', 'bank_account:7710442']],
    ['Voss GmbH,COBADEFFXXX,DE89370400440532013000', ['swift_code:COBADEFFXXX', 'iban_code:DE89370400440532013000']],
    ['see case 240-118-2093', ['benefits_case:240-118-2093']],
    ['<StateFingerprintIdentification><IdentificationID>MS00771042<', ['state_id_number:MS00771042']],
    ['lisensya ko, numero 801771042', ['ms_driver_license:801771042']],
    ['Reset to Autumn2031!mdot today', ['password:Autumn2031!mdot']],
    ['My password is lost. The old one Herons_2031 fails', ['password:Herons_2031']],
    ['REQ DL 011774820/TN', ['us_driver_license:011774820']],
    ['POLICE CASE\nSNAP case 25-20931', ['benefits_case:25-20931']],
    [
      'NAME          SSN       CLAIM NO   DUE\nVOSS ADA      425118207 250771042  02/28/26',
      ['us_ssn:425118207', 'unemployment_claim:250771042'],
    ],
    ['FAMIS - SCREEN   MEMBER DETAIL\nDCN: 41882751     LEVEL: 3', ['mo_dcn:41882751']],
    [
      '425118207  VOSS   ADA   19520714 1\n425118208  HALE   BO    19610302 1',
      ['us_ssn:425118207', 'us_ssn:425118208'],
    ],
    ['LIC KT4 R7X LIY 2026', ['license_plate:KT4 R7X']],
    ['Tag HRT 2093 MS', ['license_plate:HRT 2093']],
    ['van, tag G 20931, is out', ['license_plate:G 20931']],
    ['Client Ada Voss, case no. 0771-20931, 14 boxes', ['benefits_case:0771-20931']],
    ['A/N;FROM\nA208771042;GHANA', ['alien_number:A208771042']],
    ['lawful permanent resident, number A208771042', ['alien_number:A208771042']],
    ['GERD K21.9, then asthma J45', ['icd10:K21.9', 'icd10:J45']],
    ['stand at 38.4402° N, 91.7718° W', ['precise_location:38.4402° N, 91.7718° W']],
    ['stand at N38.4402 W91.7718', ['precise_location:N38.4402 W91.7718']],
    ['Lat/Long,what\n"32.7714,-89.1108",home', ['precise_location:32.7714,-89.1108']],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test('a pair of coordinates in two columns is two values', () => {
    expect(found('lat,lon,what\n32.354817,-88.703342,home')).toEqual([
      'precise_location:32.354817',
      'precise_location:-88.703342',
    ])
  })

  test('what another column is called names nothing', () => {
    expect(found('"BANK_ACCT","POSN","NAME"\n"7710442093","0441882","X"\n"7710442094","0441883","Y"')).toEqual([
      'bank_account:7710442093',
      'bank_account:7710442094',
    ])
  })

  test('cells belong to the name above them where others are empty', () => {
    const text =
      'CASE        DCN         SSN\n-----------------------------------\n10441882                494-88-1207\n10441883    41882751'
    expect(found(text)).toEqual([
      'benefits_case:10441882',
      'us_ssn:494-88-1207',
      'benefits_case:10441883',
      'mo_dcn:41882751',
    ])
  })

  test('a table ends at an empty line', () => {
    expect(found('voter id,precinct\n710442093,204\n\n710442094 rows were read')).toEqual(['voter_id:710442093'])
  })

  test('a list without a header is read by its title', () => {
    expect(found('PAYROLL EXCEPTIONS\n30041882  HALE, BETTINA   x\n30041883  AASE, BJORN   y')).toEqual([
      'employee_id:30041882',
      'employee_id:30041883',
    ])
    expect(found('FREIGHT\n30041882  HALE, BETTINA   x')).toEqual([])
  })
})

describe('machines', () => {
  test('rows of SQL are named by their columns', () => {
    const text = "INSERT INTO t (id, ssn, dl_no) VALUES (1, '425119082', '801234567'), (2, '587223014', NULL);"
    expect(found(text)).toEqual(['us_ssn:425119082', 'ms_driver_license:801234567', 'us_ssn:587223014'])
  })

  test('fields of HL7 are named by their segment and kind', () => {
    const text =
      'MSH|^~\\&|A|B\nPID|1||7710442^^^H^MR~602771944^^^D^MA||||||||||||||||425119082\nPV1|1|E|||||1696345762^X\nDG1|1||O14.13^Y'
    expect(found(text)).toEqual([
      'medical_record_number:7710442',
      'medicaid_id:602771944',
      'us_ssn:425119082',
      'us_npi:1696345762',
      'icd10:O14.13',
    ])
  })

  test('elements of X12 are named by their qualifier', () => {
    expect(found('NM1*85*2*DELTA*****XX*1696345762~REF*EI*640918274~REF*SY*425119082~HI*ABK:F329~')).toEqual([
      'us_npi:1696345762',
      'us_ein:640918274',
      'us_ssn:425119082',
      'icd10:F329',
    ])
  })
})

describe('passwords', () => {
  test.each([
    ['pw i tried Cedar#1998 then cedar1998x', ['password:Cedar#1998', 'password:cedar1998x']],
    ['temp pw is Welcome2Court!! for now', ['password:Welcome2Court!!']],
    ['DB login svc_tax / Pine!Road-31 works', ['password:Pine!Road-31']],
    ['user/pass : kwd / hV7-quilt-Up', ['password:hV7-quilt-Up']],
    ['note: "netflix Bulldog$31 "', ['password:Bulldog$31']],
    ['Her EBT PIN is 4471.', ['password:4471']],
    ['curl -u svc:h4rvest-Moon https://x.example/', ['password:h4rvest-Moon']],
    ['la clave: Catfish22', ['password:Catfish22']],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test.each([
    'Parcel PIN 44718',
    'the user guide / Rev2024',
    'pass rate 2024-25',
    'pin 32.4 in the map',
    'passport_number: none',
  ])('none is in %j', (text) => {
    expect(found(text)).toEqual([])
  })
})

describe('scanned pages', () => {
  test.each([
    ['STATE 0F MISSOURl\nSSN 427-l6-3438', ['us_ssn:427-l6-3438']],
    ['DL No 8O0 5l8 833\nC0UNTY', ['ms_driver_license:8O0 5l8 833']],
    ['MO5IS 44l9O82277 for the chi1d', ['student_id:44l9O82277']],
    ['I-765 receipt lOE0922714O88, on1y', ['uscis_receipt:lOE0922714O88']],
  ])('are read with their signs put right: %j', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test.each(['Sections 1l and 2O of the code.', 'Lot O1234, B0C1D2'])('%j stays what it is', (text) => {
    expect(found(text)).toEqual([])
  })
})

test('a value that was named once is known where nothing names it', () => {
  expect(found('Emp numbers are 30718 and 30772. Ask Rae (30718), not 30779.')).toEqual([
    'employee_id:30718',
    'employee_id:30772',
    'employee_id:30718',
  ])
  const people = createPeople()
  engine.find('emp no. 30718', { people })
  expect(engine.find('Timesheet of Rae (30718)', { people }).some(({ entity }) => entity === 'employee_id')).toBe(true)
  expect(found('emp no. 30718 was paid $30718 and 30718.55')).toEqual(['employee_id:30718'])
})
