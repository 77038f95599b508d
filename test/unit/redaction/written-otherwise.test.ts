import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'

const engine = createEngine()
const found = (text: string): string[] =>
  engine.find(text).map(({ start, end, entity }) => `${entity}:${text.slice(start, end)}`)

test.each([
  ['PO Box 587-22-3014', 'us_ssn:587-22-3014'],
  ['SSN:587-22-3014Sex F', 'us_ssn:587-22-3014'],
  ['SWIFT code: DEUTDEFF', 'swift_code:DEUTDEFF'],
  ['BIC BNPAFRPPXXX', 'swift_code:BNPAFRPPXXX'],
  ['my password is still crow7nest', 'password:crow7nest'],
  ['SSN ending 5512', 'ssn_last4:5512'],
  ['EIN: 64 - 1120938', 'us_ein:64 - 1120938'],
  ['MO HealthNet ID 51882210', 'mo_dcn:51882210'],
  ['med rec 0044127', 'medical_record_number:0044127'],
  ['contraseña: crow7nest', 'password:crow7nest'],
  ['EID 48812', 'employee_id:48812'],
  ['fax 6 6 2 - 4 1 8 - 9 9 2 0', 'phone_number:6 6 2 - 4 1 8 - 9 9 2 0'],
  ['email me: ola underscore b at gmail dot com', 'email_address:ola underscore b at gmail dot com'],
  ['e-mail: ola.b [at] parkview [dot] org', 'email_address:ola.b [at] parkview [dot] org'],
  ['E-MAIL obrandt @ parkview . org', 'email_address:obrandt @ parkview . org'],
  ['lat 33.45123 lon -88.81890', 'precise_location:33.45123 lon -88.81890'],
])('%s', (text, value) => {
  expect(found(text)).toEqual([value])
})

test.each([
  '888-888-8888',
  'NIGP 951-70-0000',
  'SWIFT TRANSFER is no code',
  'BIC PENSBLUE',
  'look at the map at example dot com',
  'rates @ 5 . 00 a ton',
])('nothing in %s', (text) => {
  expect(found(text)).toEqual([])
})
