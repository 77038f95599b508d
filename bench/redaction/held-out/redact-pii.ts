import { createRequire } from 'node:module'
import type { Entity } from '#src/redaction/recognizer.ts'
import type { Detector } from './measure-held-out.ts'
import type { Detection } from './score.ts'

type Redactor = { redact(text: string): string }

/** What it puts for a value, in our words; the empty ones cover text but name nothing that is labelled. */
const KINDS: Readonly<Record<string, Entity | ''>> = {
  CREDIT_CARD_NUMBER: 'credit_card',
  STREET_ADDRESS: 'street_address',
  ZIPCODE: '',
  PHONE_NUMBER: 'phone_number',
  IP_ADDRESS: 'ip_address',
  US_SOCIAL_SECURITY_NUMBER: 'us_ssn',
  EMAIL_ADDRESS: 'email_address',
  USERNAME: '',
  PASSWORD: 'password',
  CREDENTIALS: '',
  DIGITS: '',
  URL: '',
  PERSON_NAME: 'person_name',
}
const MARKS = new RegExp(`(${Object.keys(KINDS).join('|')})`)
const SPECIAL = /[.*+?^${}()|[\]\\/]/g

/** redact-pii as a detector; null when the baselines aren't installed. */
export function redactPii(): Detector | null {
  const redactor = loadRedactPii()
  return redactor && ((turns) => turns.map(({ text }) => detectionsOf(text, redactor.redact(text))))
}

export function loadRedactPii(): Redactor | null {
  try {
    const require = createRequire(new URL('../../baselines/package.json', import.meta.url))
    const { SyncRedactor } = require('redact-pii') as { SyncRedactor: new () => Redactor }
    return new SyncRedactor()
  } catch {
    return null
  }
}

/** It returns text, not places: what stands between the words it put stands unchanged in the text. */
function detectionsOf(text: string, redacted: string): Detection[] {
  const pieces = redacted.split(MARKS)
  const pattern = pieces.map((piece) => (piece in KINDS ? '([^]+?)' : `(${piece.replace(SPECIAL, '\\$&')})`)).join('')
  const match = new RegExp(`^${pattern}$`).exec(text)
  if (match === null) throw new Error('redact-pii changed more than it marked')
  let at = 0
  return match.slice(1).flatMap((part, index) => {
    const start = at
    at += part.length
    const entity = KINDS[pieces[index]!]
    return entity === undefined ? [] : [{ start, end: at, entity }]
  })
}
