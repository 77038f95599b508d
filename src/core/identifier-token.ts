import { createHmac } from 'node:crypto'

/**
 * Kinds of identifiers that can be looked up by their value: those that name one person or thing and can't be guessed
 * through. Dates of birth, ZIP codes, names and last digits are few enough to be tried one by one.
 */
export const LOOKUP_ENTITIES = [
  'us_ssn',
  'us_itin',
  'credit_card',
  'ms_driver_license',
  'mo_driver_license',
  'us_driver_license',
  'us_passport',
  'alien_number',
  'uscis_receipt',
  'mo_dcn',
  'benefits_case',
  'unemployment_claim',
  'bank_account',
  'iban_code',
  'vin',
  'email_address',
  'phone_number',
] as const

/** What stands for a value in the index: nobody can tell the value without the key. `value` is normalised. 32 hex digits. */
export function identifierToken(key: Uint8Array, entity: string, value: string): string {
  return createHmac('sha256', key).update(`${entity}\0${value}`).digest('hex').slice(0, 32)
}
