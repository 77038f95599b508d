import type { Random } from '../random.ts'
import type { NameSources } from './build-lexicon.ts'
import { AREAS } from './own-names.ts'

const AGENCIES = [
  'Department of Health',
  'Department of Revenue',
  'Department of Public Safety',
  'Division of Medicaid',
  'Office of the State Auditor',
  'Bureau of Vital Records',
  'Board of Nursing',
  'Public Service Commission',
  'Department of Human Services',
  'State Personnel Board',
  'Department of Corrections',
  'Department of Natural Resources',
  'Housing Development Commission',
  'Workforce Development Board',
  'Department of Conservation',
  'Gaming Commission',
  'State Tax Commission',
  'Department of Education',
  'Office of Administration',
]
const COMPANIES = [
  'Delta Paving Inc.',
  'Harris & Sons LLC',
  'Baker Tilly',
  'Ergon Inc.',
  'Morgan Freight Company',
  'Anderson Construction Co.',
  'Thompson Engineering',
  'Mitchell Farms',
  'Blue Cross',
  'Carter Electric Supply',
  'Wright National Flood Insurance',
  'Young Williams P.A.',
  'Jacobs Engineering Group',
  'Graham Media',
  'Murphy Oil',
  'Wallace Truck Sales',
]
const PROGRAMS = [
  'SNAP',
  'Medicaid',
  'TANF',
  'WIC',
  'Head Start',
  'Section 8',
  'Pell Grant',
  'Medicare Part D',
  'Summer Food Service Program',
]
const PRODUCTS = [
  'Microsoft Word',
  'Adobe Acrobat',
  'Google Drive',
  'SharePoint',
  'Salesforce',
  'Excel',
  'Windows 11',
  'Power BI',
  'Visual Studio Code',
  'Oracle',
]
const ROLES = [
  'Program Manager',
  'Director',
  'Staff Attorney',
  'Deputy Director',
  'Case Manager',
  'City Clerk',
  'Chair',
  'analyst',
  'engineer',
  'auditor',
  'Records Officer',
]
const RELATIONS = ['mother', 'grandmother', 'his aunt', 'her sister', 'spouse', 'foster parent', 'uncle', 'daughter']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const STATES = [
  'Mississippi',
  'Missouri',
  'Texas',
  'Tennessee',
  'Georgia',
  'MS',
  'MO',
  'Louisiana',
  'Virginia',
  'North Carolina',
]
const SUFFIXES = [
  'Street',
  'Avenue',
  'Road',
  'Drive',
  'Lane',
  'St.',
  'Ave',
  'Rd',
  'Boulevard',
  'Highway',
  'Court',
  'Circle',
]
const BRAND_ENDS = 'ix ex ia o ium ify ly ora ent ara is on or um ax io us an e a in el era ique oft ato'.split(' ')
const SCHOOLS = ['High School', 'Elementary School', 'Middle School', 'Community College', 'University', 'Academy']
const LAKES = ['Lake', 'River', 'Creek', 'Bay', 'Park', 'Reservoir', 'Island', 'Bridge', 'Springs']

/** Writes what isn't a name: places, bodies, dates and numbers, many of them called after people. */
export function createFillers(sources: NameSources, random: Random): (slot: string) => string {
  const surname = (): string => random.common(sources.lasts)
  const place = (): string => (random.chance(0.5) ? random.of(sources.cities) : surname())
  const words = sources.words.filter(({ word }) => /^[a-z]{3,}$/.test(word)).slice(0, 14_000)
  const noun = (): string => cased(random.of(words).word)
  const syllable = (): string =>
    random.of('ba ker clo ok ta fas ti fy ver cel mer kle py po kar za no xi ent ra gu ard io dex tra'.split(' '))
  const gerunds = words.filter(({ word }) => /[a-z]{3}ing$/.test(word)).map(({ word }) => word)
  const brand = (): string => {
    const kind = random.below(4)
    if (kind === 0) return cased(syllable() + syllable() + (random.chance(0.5) ? syllable() : ''))
    if (kind === 1) return noun() + random.of(words).word
    const stem = random.of(words).word
    return cased(stem.slice(0, 3 + random.below(4))) + random.of(BRAND_ENDS)
  }
  const fillers: Readonly<Record<string, () => string>> = {
    agency: () => random.of(AGENCIES),
    company: () =>
      random.chance(0.5)
        ? random.of(COMPANIES)
        : `${surname()} ${random.of(['Inc.', 'LLC', '& Associates', 'Group', 'Industries'])}`,
    program: () => random.of(PROGRAMS),
    product: () => random.of(PRODUCTS),
    role: () => random.of(ROLES),
    relation: () => random.of(RELATIONS),
    month: () => random.of(MONTHS),
    weekday: () => random.of(DAYS),
    state: () => random.of(STATES),
    stateupper: () => random.of(STATES).toUpperCase(),
    city: () => (random.chance(0.2) ? `${surname()} ${random.of(['City', 'Springs', 'Heights', 'Grove'])}` : place()),
    county: () => `${place()} County`,
    street: () => `${random.chance(0.2) ? `${random.common(sources.firsts)} ` : ''}${place()} ${random.of(SUFFIXES)}`,
    school: () => `${random.chance(0.3) ? `${random.common(sources.firsts)} ` : ''}${place()} ${random.of(SCHOOLS)}`,
    lake: () => (random.chance(0.2) ? `Lake ${surname()}` : `${surname()} ${random.of(LAKES)}`),
    airport: () => `${surname()} International Airport`,
    hospital: () =>
      `${random.chance(0.3) ? 'St. ' : ''}${surname()} ${random.of(['Memorial Hospital', 'Medical Center', 'Clinic'])}`,
    noun,
    word: () => random.of(words).word,
    brand,
    lowerbrand: () => brand().toLowerCase(),
    gerund: () => cased(random.of(gerunds)),
    gerund2: () => random.of(gerunds),
    area: () => cased(random.of(AREAS)),
    surname,
    first2: () => random.common(sources.firsts),
    full2: () => `${random.common(sources.firsts)} ${random.chance(0.3) ? 'W. ' : ''}${surname()}`,
    initial: () => `${String.fromCharCode(65 + random.below(26))}.`,
    heading: () => Array.from({ length: 1 + random.below(4) }, noun).join(' '),
    acronym: () =>
      Array.from({ length: 2 + random.below(4) }, () => String.fromCharCode(65 + random.below(26))).join(''),
    phone: () => `601-555-${1_000 + random.below(9_000)}`,
    num: () => String(1 + random.below(9_999)),
    date: () =>
      random.chance(0.5)
        ? `${random.of(MONTHS)} ${1 + random.below(28)}, ${1950 + random.below(75)}`
        : `${1 + random.below(12)}/${1 + random.below(28)}/${1950 + random.below(75)}`,
  }
  return (slot) => {
    const filler = fillers[slot]
    if (filler === undefined) throw new Error(`no such slot: {${slot}}`)
    return filler()
  }
}

function cased(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1)
}
