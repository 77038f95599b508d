import { abaRouting } from './recognizers/aba-routing.ts'
import { ageOver89 } from './recognizers/age-over-89.ts'
import { alienNumber } from './recognizers/alien-number.ts'
import { apiKey } from './recognizers/api-key.ts'
import { bankAccount } from './recognizers/bank-account.ts'
import { benefitsCase } from './recognizers/benefits-case.ts'
import { creditCard } from './recognizers/credit-card.ts'
import { dateOfBirth } from './recognizers/date-of-birth.ts'
import { emailAddress } from './recognizers/email-address.ts'
import { employeeId } from './recognizers/employee-id.ts'
import { fbiNumber } from './recognizers/fbi-number.ts'
import { ibanCode } from './recognizers/iban-code.ts'
import { icd10 } from './recognizers/icd10.ts'
import { ipAddress } from './recognizers/ip-address.ts'
import { jwt } from './recognizers/jwt.ts'
import { licensePlate } from './recognizers/license-plate.ts'
import { macAddress } from './recognizers/mac-address.ts'
import { medicaidId } from './recognizers/medicaid-id.ts'
import { medicalRecordNumber } from './recognizers/medical-record-number.ts'
import { medicareMbi } from './recognizers/medicare-mbi.ts'
import { moDcn } from './recognizers/mo-dcn.ts'
import { moDriverLicense } from './recognizers/mo-driver-license.ts'
import { msDriverLicense } from './recognizers/ms-driver-license.ts'
import { ncicNumber } from './recognizers/ncic-number.ts'
import { password } from './recognizers/password.ts'
import { passwordUnlabelled } from './recognizers/password-unlabelled.ts'
import { personName } from './recognizers/person-name.ts'
import { phoneNumber } from './recognizers/phone-number.ts'
import { phoneNumberLabelled } from './recognizers/phone-number-labelled.ts'
import { phoneNumberSpoken } from './recognizers/phone-number-spoken.ts'
import { preciseLocation } from './recognizers/precise-location.ts'
import { preciseLocationDegrees } from './recognizers/precise-location-degrees.ts'
import { privateKey } from './recognizers/private-key.ts'
import { ssnLast4 } from './recognizers/ssn-last4.ts'
import { stateIdNumber } from './recognizers/state-id-number.ts'
import { streetAddress } from './recognizers/street-address.ts'
import { studentId } from './recognizers/student-id.ts'
import { swiftCode } from './recognizers/swift-code.ts'
import { unemploymentClaim } from './recognizers/unemployment-claim.ts'
import { usDea } from './recognizers/us-dea.ts'
import { usDriverLicense } from './recognizers/us-driver-license.ts'
import { usEin } from './recognizers/us-ein.ts'
import { usItin } from './recognizers/us-itin.ts'
import { usNpi } from './recognizers/us-npi.ts'
import { usPassport } from './recognizers/us-passport.ts'
import { usSsn } from './recognizers/us-ssn.ts'
import { usSsnMisread } from './recognizers/us-ssn-misread.ts'
import { usSsnPacked } from './recognizers/us-ssn-packed.ts'
import { usSsnSpoken } from './recognizers/us-ssn-spoken.ts'
import { uscisReceipt } from './recognizers/uscis-receipt.ts'
import { vin } from './recognizers/vin.ts'
import { voterId } from './recognizers/voter-id.ts'
import type { Recognizer } from './scan.ts'

/** Every recognizer; policy chooses among them by entity. */
export const recognizers: readonly Recognizer[] = [
  usSsn,
  usSsnMisread,
  usSsnPacked,
  usSsnSpoken,
  creditCard,
  emailAddress,
  phoneNumber,
  phoneNumberLabelled,
  phoneNumberSpoken,
  ipAddress,
  apiKey,
  privateKey,
  jwt,
  password,
  passwordUnlabelled,
  usItin,
  usEin,
  msDriverLicense,
  moDriverLicense,
  usDriverLicense,
  licensePlate,
  vin,
  medicareMbi,
  medicaidId,
  moDcn,
  benefitsCase,
  usNpi,
  usDea,
  medicalRecordNumber,
  usPassport,
  alienNumber,
  uscisReceipt,
  abaRouting,
  bankAccount,
  ibanCode,
  swiftCode,
  fbiNumber,
  stateIdNumber,
  ncicNumber,
  studentId,
  voterId,
  unemploymentClaim,
  employeeId,
  ssnLast4,
  macAddress,
  preciseLocation,
  preciseLocationDegrees,
  ageOver89,
  icd10,
  personName,
  streetAddress,
  dateOfBirth,
]
