import type { Disguise } from './disguise.ts'

/** A kind of personal or secret value, lower snake case, as policy files and records name it. */
export type Entity =
  | 'us_ssn'
  | 'credit_card'
  | 'email_address'
  | 'phone_number'
  | 'ip_address'
  | 'api_key'
  | 'private_key'
  | 'jwt'
  | 'password'
  | 'us_itin'
  | 'us_ein'
  | 'ms_driver_license'
  | 'mo_driver_license'
  | 'us_driver_license'
  | 'license_plate'
  | 'vin'
  | 'medicare_mbi'
  | 'medicaid_id'
  | 'mo_dcn'
  | 'benefits_case'
  | 'us_npi'
  | 'us_dea'
  | 'medical_record_number'
  | 'us_passport'
  | 'alien_number'
  | 'uscis_receipt'
  | 'aba_routing'
  | 'bank_account'
  | 'iban_code'
  | 'swift_code'
  | 'fbi_number'
  | 'state_id_number'
  | 'ncic_number'
  | 'student_id'
  | 'voter_id'
  | 'unemployment_claim'
  | 'employee_id'
  | 'ssn_last4'
  | 'mac_address'
  | 'precise_location'
  | 'age_over_89'
  | 'icd10'
  | 'person_name'
  | 'street_address'
  | 'date_of_birth'
  // An agency's own, of `recognizers.yaml`.
  | (string & Record<never, never>)

/** `shape`: the value proves itself. `label`: only a word nearby tells it from any other number or word. */
export type Tier = 'shape' | 'label'

/** Where a value stands: half-open UTF-16 range of the text that was scanned. Never holds the value. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly entity: Entity
  /** 0 to 1; a passed check digit or unmistakable shape is 1. */
  readonly score: number
  /** Name of the recognizer, for the trace. */
  readonly recognizer: string
  /** A check digit, a registry of ranges or an unmistakable frame held. */
  readonly validated?: boolean
  readonly tier?: Tier
  /** What else it was read as, where readings overlapped and this one won; absent where nothing else did. */
  readonly beside?: readonly Entity[]
  /** It was read in what a run of the text stands for, and covers that run; absent where it is written as it was found. */
  readonly disguise?: Disguise
}
