const HEADING_WORDS_MAX = 3
/** Words of a key that say whose name it holds. */
const PEOPLE = [
  'first|last|full|middle|given|family|sur|fore|maiden|nick|preferred|legal|birth',
  'person|people|user|client|patient|pt|applicant|applnt|app|employee|empl|emp|worker|wkr|customer|cust|member|mbr|student|stu|pupil',
  'parent|guardian|grdn|custodian|spouse|child|kid|minor|infant|mother|father|mom|dad|brother|sister|dependent|dep|sibling|twin',
  'contact|ctc|poc|owner|co-?owner|tenant|occupant|resident|landlord|lessee|lessor|driver|operator|passenger|pedestrian|witness|victim|vic',
  'suspect|susp|subject|offender|inmate|detainee|arrestee|juvenile|defendant|def|dft|plaintiff|pltf|petitioner|respondent|appellant|claimant|clmt',
  'complainant|affiant|deponent|decedent|deceased|heir|executor|trustee|grantor|grantee|buyer|seller|borrower|obligor|obligee|payor|payer',
  'beneficiary|bene|recipient|recip|payee|cardholder|subscriber|insured|policyholder|enrollee|hoh|head of household|household member',
  'author|editor|sender|signer|signatory|signature|signed|esign|holder|provider|prov|pcp|physician|phys|doctor|dr|surgeon|nurse|therapist',
  'prescriber|attending|referring|ordering|caseworker|case manager|supervisor|supv|sup|superv|manager|mgr|director|principal|teacher|instructor',
  'counselor|coach|judge|attorney|atty|lawyer|officer|ofc|deputy|trooper|investigator|inspector|insp|examiner|adjuster|auditor|reviewer|screener',
  'preparer|approver|requester|requestor|submitter|reporter|caller|informant|certifier|notary|interviewer|interpreter|technician|tech|agent|clerk',
  'licensee|permittee|registrant|candidate|nominee|appointee|voter|juror|hunter|angler|veteran|sponsor|landowner|homeowner|taxpayer|debtor|creditor',
  'next of kin|nok|kin|emergency contact|emerg contact|responsible party|resp party|authorized rep|rep|alias|aka|attendee|participant|visitor',
].join('|')
/** What somebody did, whose name stands in the field: `Prepared by`, `assigned_to`. */
const DEEDS =
  '(?:prepared|submitted|entered|created|modified|changed|updated|approved|reviewed|signed|completed|reported|requested|assigned|issued|opened|closed|received|recorded|taken|verified|performed|seen|ordered|prescribed|referred|released|notified|called|interviewed|witnessed|filed|certified|authorized|inspected|collected|sold|paid)[^a-z]{0,2}(?:by|to)'
const PERSON = new RegExp(`(?:^|[^a-z])(?:(?:${PEOPLE})s?(?:[^a-z]?(?:name|nm))?|${DEEDS})(?:$|[^a-z])`)
const NAME =
  /(?:^|[^a-z])(?:(?:sur|fore|full|first|last|middle|mid|nick|emp|pt|pat|stu|cust|client|owner|user|member|f|l|m)?(?:names?|nms?)|ln|fn|mn|lnm|fnm|lst ?nm|fst ?nm|alias(?:es)?|aka|nombres?|apellidos?|nom|pr[ée]nom|vorname|nachname|nome|solicitante|paciente)(?:$|[^a-z])/
/** The same, of a word that says nothing else. */
const WHOLE = new RegExp(`^(?:(?:${PEOPLE})s?(?:[^a-z]?(?:name|nm))?|${DEEDS})$`)
/** Parts of a name, as headings of columns have them: `hoh_last`. */
const PART = /(?:^|[^a-z])(?:first|last|middle|given|family|maiden)(?:$|[^a-z])/
/** Names that say only that something is called so. */
const BARE = /^(?:names?|nms?|full name|nombres?|nom|nome|alias(?:es)?|aka)$/
/** Names of what is no person. */
const OTHER =
  /(?:^|[^a-z])(?:file(?:name)?|host(?:name)?|hurricane|storm|season|park|team|pet|dog|horse|vessel|boat|mascot|drug|chemical|species|room|lake|river|bridge|building|variable|account|group|role|list|service|fund|grant|award|position|job|class|section|chapter|user[^a-z]?name|legal[^a-z]?business|firm|insurer|pharmacy|facility|clinic|trade|city|county|state|street|road|agency|company|business|org|organization|department|division|office|program|project|product|model|event|table|column|field|class|function|tool|server|domain|bank|school|hospital|course|plan|form|display(?![^a-z]?name)|brand|vendor|employer|id|ids|email|phone|number|type|no|num|nbr|ext|ssn|dob|mrn|npi|dx|licen[cs]e|plate|tag|vin|relation|relationship|title|position|status|role|date|address|code|count|notes?|names? (?:changed?|changes|tags?|plates?|badge|search|check|match|matches|index))(?:$|[^a-z])/

/** What a column of places, bodies and kinds is called. */
const THING =
  /(?:^|[^a-z])(?:city|county|town|state|street|road|route|location|site|region|district|agency|dept|department|division|office|bureau|facility|school|company|business|vendor|employer|program|project|product|model|make|brand|species|breed|drug|position|title|class|type|status|code)(?:[^a-z]?(?:name|of birth))?$/

const PLACE =
  /(?:^|[^a-z])(?:warehouse|depot|precinct|building|bldg|branch|store|yard|plant|campus|courthouse|jail|clinic|hospital)(?:[^a-z]?name)?$/

/** Whether a field so named holds a place, a body or a kind: `warehouse`, `site_name`. */
export function isThingField(key: string): boolean {
  const plain = plainOf(key).trim()
  return THING.test(plain) || PLACE.test(plain)
}

/** What a column's heading says of its cells: that they are names, that they may be, that they are something else; null: nothing. */
export type NameHeading = 'name' | 'person' | 'other'

/** Reads a column's heading: said outright, or nothing but whose it is. Prose has commas too. */
export function nameHeading(heading: string): NameHeading | null {
  const plain = plainOf(heading).trim().replace(/^"|"$/g, '')
  if (plain.split(/[\s_-]+/).length > HEADING_WORDS_MAX) return null
  if (OTHER.test(plain)) return THING.test(plain) ? 'other' : null
  if (NAME.test(plain)) return 'name'
  const words = plain.split(/[\s_/-]+/)
  if (words.length > 1 && PART.test(plain) && words.every((word) => WHOLE.test(word))) return 'name'
  // `Last|First`: parts of a name, whatever the words are.
  if (plain === 'last' || plain === 'first') return 'name'
  return WHOLE.test(plain) ? 'person' : null
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

/** How surely a field so named holds a person's name: outright, as one that is just called `name`, as whose it is, or not. */
export function nameFieldKind(key: string): 'name' | 'bare' | 'person' | null {
  const plain = plainOf(key).trim()
  if (OTHER.test(plain)) return null
  if (NAME.test(plain)) return BARE.test(plain) ? 'bare' : 'name'
  return PERSON.test(plain) ? 'person' : null
}

function plainOf(key: string): string {
  return key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[._]/g, ' ')
    .toLowerCase()
}
