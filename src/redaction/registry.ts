import { apiKey } from './recognizers/api-key.ts'
import { creditCard } from './recognizers/credit-card.ts'
import { dateOfBirth } from './recognizers/date-of-birth.ts'
import { emailAddress } from './recognizers/email-address.ts'
import { ipAddress } from './recognizers/ip-address.ts'
import { jwt } from './recognizers/jwt.ts'
import { password } from './recognizers/password.ts'
import { personName } from './recognizers/person-name.ts'
import { phoneNumber } from './recognizers/phone-number.ts'
import { privateKey } from './recognizers/private-key.ts'
import { streetAddress } from './recognizers/street-address.ts'
import { usSsn } from './recognizers/us-ssn.ts'
import type { Recognizer } from './scan.ts'

/** Every recognizer; policy chooses among them by entity. */
export const recognizers: readonly Recognizer[] = [
  usSsn,
  creditCard,
  emailAddress,
  phoneNumber,
  ipAddress,
  apiKey,
  privateKey,
  jwt,
  password,
  personName,
  streetAddress,
  dateOfBirth,
]
