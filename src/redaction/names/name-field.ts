const HEADING_WORDS_MAX = 3
/** Words of a key that say whose name it holds. */
const PERSON =
  /(?:^|[^a-z])(?:first|last|full|middle|given|family|sur|fore|maiden|nick|person|people|user|client|patient|applicant|employee|customer|member|student|parent|guardian|spouse|child|mother|father|contact|owner|tenant|driver|witness|victim|defendant|plaintiff|claimant|beneficiary|recipient|payee|author|sender|signer|holder|provider|physician|caseworker|supervisor|manager|preparer|approver|requester|subject)s?(?:[^a-z]?name)?(?:$|[^a-z])/
const NAME =
  /(?:^|[^a-z])(?:(?:sur|fore|full|first|last|nick|f|l|m)?names?|nombres?|apellidos?|nom|pr[ée]nom|vorname|nachname|solicitante|paciente)(?:$|[^a-z])/
/** Names of what is no person. */
const OTHER =
  /(?:^|[^a-z])(?:file|host|hurricane|storm|season|park|team|pet|dog|horse|vessel|boat|mascot|drug|chemical|species|room|lake|river|bridge|building|variable|account|group|role|list|service|fund|grant|award|position|job|class|section|chapter|user[^a-z]?name|legal[^a-z]?business|firm|insurer|pharmacy|facility|clinic|trade|city|county|state|street|road|agency|company|business|org|organization|department|division|office|program|project|product|model|event|table|column|field|class|function|tool|server|domain|bank|school|hospital|course|plan|form|display|brand|vendor|employer|id|ids|email|phone|number|type|no|num|nbr|ext|ssn|dob|mrn|npi|dx|licen[cs]e|plate|tag|vin|relation|relationship|title|position|status|role|date|address|code|count|notes?)(?:$|[^a-z])/

/** What a column's heading says of its cells: `name` that they are names, `person` that they may be; null: neither. */
export type NameHeading = 'name' | 'person'

/** Reads a column's heading: said outright, or nothing but whose it is. Prose has commas too. */
export function nameHeading(heading: string): NameHeading | null {
  const plain = plainOf(heading).trim().replace(/^"|"$/g, '')
  if (OTHER.test(plain) || plain.split(/[\s_-]+/).length > HEADING_WORDS_MAX) return null
  if (NAME.test(plain)) return 'name'
  return (PERSON.exec(plain)?.[0].length ?? 0) === plain.length ? 'person' : null
}

/** Whether a field so named (`bank name`, `file_name`) holds the name of something else. */
export function isNamedOtherwise(key: string): boolean {
  return OTHER.test(plainOf(key))
}

/** Whether a field so named (`patientName`, `last_name`, `applicant`) holds a person's name. */
export function isNameField(key: string): boolean {
  const plain = plainOf(key)
  return !OTHER.test(plain) && (NAME.test(plain) || PERSON.test(plain))
}

function plainOf(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
