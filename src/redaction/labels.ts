/**
 * What a word near a number says the number is. `reference` words (invoice, tracking …) speak against any identifier;
 * `identifier` words name one of another kind, which has the same bare digits.
 */
export type LabelKind = 'ssn' | 'phone' | 'card' | 'ip' | 'secret' | 'key' | 'version' | 'reference' | 'identifier'

const LEFT_CHARS = 50
const RIGHT_CHARS = 20

const WORDS: Readonly<Record<LabelKind, string>> = {
  ssn: 'ssn ss social soc sosec socsec sss',
  phone:
    'phone telephone tel cell cellphone mobile fax call called calling text dial contact hotline ph sms whatsapp reach ' +
    'callback voicemail telefono',
  card: 'card visa mastercard amex discover cvv cvc credit debit pan cc ccn ebt exp expiry jcb diners unionpay maestro',
  ip: 'ip ipv4 ipv6 address host server gateway subnet',
  secret: 'password passwd passphrase passcode pwd pass contrasena',
  key: 'apikey token secret bearer credential',
  version: 'version ver release build firmware rev revision section sec chapter clause oid paragraph rule upgrade',
  reference:
    'invoice inv po order tracking parcel package shipment isbn issn sku part serial model mile milepost marker station ' +
    'stationing sta commit hash ticket docket statute § project contract bid rfp lot batch item upc ean confirmation ref ' +
    'reference transaction receipt request warranty uuid guid bridge culvert route highway total amount balance',
  identifier:
    'passport driver license licence dl cdl permit account acct routing aba rtn npi provider mrn medical chart patient ' +
    'medicaid medicare mscan case student msis mosis ein fein itin tin employer alien uscis sid fbi ucn claim member ' +
    'policy vehicle vin plate tag checking savings dcn employee badge user customer client voter iban swift deposit ' +
    'beneficiary snap tanf grant warrant',
}

const KIND_OF = new Map<string, LabelKind>(
  (Object.keys(WORDS) as LabelKind[]).flatMap((kind) => WORDS[kind].split(' ').map((word) => [word, kind] as const)),
)

/** `Social Services` and the like name no number. */
const AFTER_SOCIAL = new Set(['service', 'services', 'worker', 'workers', 'work', 'media', 'studies', 'program'])
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|§/g

export interface Label {
  readonly kind: LabelKind
  /** Words between the label and the value. */
  readonly distance: number
}

/** The nearest known word within fifty characters on the left. The nearest wins: a form is full of other labels. */
export function labelLeft(text: string, at: number): Label | null {
  return nearest(text.slice(Math.max(0, at - LEFT_CHARS), at).match(WORD), true)
}

/** The nearest known word within twenty characters on the right, as in `123456789 (SSN)`. */
export function labelRight(text: string, at: number): Label | null {
  return nearest(text.slice(at, at + RIGHT_CHARS).match(WORD), false)
}

/** What a JSON key, column or form field says of its value. */
export function labelOfKey(key: string): LabelKind | null {
  return nearest(key.slice(0, LEFT_CHARS * 2).match(WORD), true)?.kind ?? null
}

/** The words within fifty characters on the left, as labels are read. */
export function wordsLeft(text: string, at: number): readonly string[] {
  return wordsOf(text.slice(Math.max(0, at - LEFT_CHARS), at))
}

export function wordsOf(text: string): readonly string[] {
  return text.match(WORD) ?? []
}

function nearest(words: readonly string[] | null, fromEnd: boolean): Label | null {
  if (words === null) return null
  for (let distance = 0; distance < words.length; distance++) {
    const index = fromEnd ? words.length - 1 - distance : distance
    const word = words[index]!.toLowerCase()
    const kind = KIND_OF.get(word) ?? (word.endsWith('s') ? KIND_OF.get(word.slice(0, -1)) : undefined)
    if (kind === undefined) continue
    // "Soc. Sec." ends in a word that elsewhere means a section.
    if (word === 'sec' && words[index - 1]?.toLowerCase().startsWith('soc')) return { kind: 'ssn', distance }
    if (word === 'social' && AFTER_SOCIAL.has((words[index + 1] ?? '').toLowerCase())) continue
    return { kind, distance }
  }
  return null
}
