import type { Entity } from '#src/redaction/recognizer.ts'
import type { Random } from '../random.ts'
import { FIRSTS, LASTS, PEOPLE } from './people.ts'
import { LABELLED } from './texts.ts'

export interface Labelled {
  readonly text: string
  readonly spans: readonly { readonly start: number; readonly end: number; readonly entity: Entity }[]
}

const STREETS = [
  'Magnolia',
  'Old Canton',
  'N. Lamar',
  'Martin Luther King Jr.',
  'Lakeshore',
  'Sgt. Prentiss',
  'Whispering Pines',
  'E. Broadway',
  '4th',
  'Fox Hollow',
]
const SUFFIXES = ['St', 'Street', 'Rd', 'Road', 'Ave.', 'Blvd', 'Drive', 'Ln', 'Circle', 'Cove', 'Court', 'Trail']
const CITIES = [
  'Jackson, MS 39206',
  'Cape Girardeau, MO 63701',
  'Ocean Springs, Mississippi 39564',
  'St. Joseph, Missouri',
  'Olive Branch, MS 38654-2210',
  'Rolla MO 65401',
]
const UNITS = ['', '', '', ', Apt. 12', ' Unit 4B', ', Suite 300', ' #7', ', Lot 15']
const MONTHS = [
  'January',
  'Feb.',
  'March',
  'April',
  'May',
  'June',
  'Jul',
  'August',
  'Sept.',
  'October',
  'November',
  'December',
]

/** The labelled set: each text `times` times with other values. */
export function labelledSet(random: Random, times: number): Labelled[] {
  return LABELLED.flatMap((template) => Array.from({ length: times }, () => filled(template, random)))
}

function filled(template: string, random: Random): Labelled {
  let text = ''
  const spans: Labelled['spans'][number][] = []
  for (const piece of template.split(/(\{[a-z]+\})/)) {
    const slot = /^\{([a-z]+)\}$/.exec(piece)?.[1]
    if (slot === undefined) {
      text += piece
      continue
    }
    const [lead, value, entity] = valueOf(slot, random)
    text += lead
    spans.push({ start: text.length, end: text.length + value.length, entity })
    text += value
  }
  return { text, spans }
}

function valueOf(slot: string, random: Random): readonly [lead: string, value: string, entity: Entity] {
  const person = (): string => (random.chance(0.7) ? random.of(PEOPLE) : `${random.of(FIRSTS)} ${random.of(LASTS)}`)
  const name = (value: string): readonly ['', string, Entity] => ['', value, 'person_name']
  switch (slot) {
    case 'person':
      return name(person())
    case 'first':
      return name(random.of(FIRSTS))
    case 'last':
      return name(random.of(LASTS))
    case 'upper':
      return name(person().toUpperCase())
    case 'lower':
      return name(`${random.of(FIRSTS)} ${random.of(LASTS)}`.toLowerCase())
    case 'lowerfirst':
      return name(random.of(FIRSTS).toLowerCase())
    case 'surnamefirst':
      return name(`${random.of(LASTS)}, ${random.of(FIRSTS)} ${random.chance(0.5) ? 'R.' : 'Lynn'}`)
    case 'address':
      return ['', address(random), 'street_address']
    case 'loweraddress':
      return [
        '',
        `${10 + random.below(9_000)} ${random.of(['oak', 'n state', 'pine valley'])} ${random.of(['st', 'rd', 'ave', 'ln'])}`,
        'street_address',
      ]
    case 'phone':
      return ['', `(${random.of(['601', '573'])}) 555-${1_000 + random.below(9_000)}`, 'phone_number']
    case 'dob':
      return ['', date(random), 'date_of_birth']
    case 'dobline':
      return [random.of(['DOB ', 'born ', 'd.o.b. ', 'date of birth: ']), date(random), 'date_of_birth']
    case 'iso':
      return ['', `${1931 + random.below(90)}-0${1 + random.below(9)}-1${random.below(10)}`, 'date_of_birth']
    default:
      throw new Error(`no such slot: {${slot}}`)
  }
}

function address(random: Random): string {
  const kind = random.below(10)
  const city = random.of(CITIES)
  const number = 10 + random.below(15_000)
  if (kind === 0) return `P.O. Box ${number}, ${city}`
  if (kind === 1) return `${number} County Road ${100 + random.below(900)}, ${city}`
  if (kind === 2) return `${number} Highway ${10 + random.below(80)} ${random.of(['North', 'S', 'East'])}`
  const street = `${number} ${random.of(STREETS)} ${random.of(SUFFIXES)}${random.of(UNITS)}`
  return kind < 5 ? street : `${street}, ${city}`
}

function date(random: Random): string {
  const [year, month, day] = [1925 + random.below(98), random.below(12), 1 + random.below(28)]
  switch (random.below(5)) {
    case 0:
      return `${MONTHS[month]} ${day}, ${year}`
    case 1:
      return `${day} ${MONTHS[month]} ${year}`
    case 2:
      return `${month + 1}-${day}-${year}`
    case 3:
      return `${String(month + 1).padStart(2, '0')}/${String(day).padStart(2, '0')}/${String(year % 100).padStart(2, '0')}`
    default:
      return `${month + 1}/${day}/${year}`
  }
}
