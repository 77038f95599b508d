import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const ages = tablesFor('age_over_89')
const places = tablesFor('precise_location')
const phones = tablesFor('phone_number')

describe('ages', () => {
  ages.positives([
    'Her aunt, Odessa Boone, «97», lives alone.',
    'Tante Hilde Krüger («95»), Hermann',
    'She is «92» and still drives.',
    'Mrs. Boone, «ninety-four» years of age',
    'my husband is «ninety-one».',
    'the widow is «one hundred and two» years old',
    'mi abuela tiene «93» años',
    'cụ bà «96» tuổi',
    'pt is a «91» y/o F',
  ])
  ages.negatives([
    'She is 95 percent sure.',
    'Rule 91, 92, 93, and 94',
    'Routes Jackson, 98, and Pearl',
    'ninety people came',
    'the tool is a hundred packages',
    'it was ninety pages',
    'he is ninety percent done',
    'The bridge is 98 years old',
    'Raymond James scored 92, Stephens 96.',
  ])
})

describe('coordinates', () => {
  places.positives([
    'pin dropped «32.29876, -90.18481».',
    'loc=(«38.57671,-92.17352»)',
    'at «N34 15 22.1 W88 42 10.5» by the creek',
    'lat,lon,who\n«32.29876»,«-90.18481»,Ann',
    'Latitude: «32.29876»\nLongitude: «-90.18481»',
    "gate: «34° 15.221' N, 88° 42.105' W»",
  ])
  places.negatives([
    'from 0.1234, -0.5678 to 1.2345',
    'borehole at 32.29876, -90.18481',
    'N 12 St, W 14 Ave',
    '32.3,-90.2',
  ])
})

describe('extensions and bare numbers', () => {
  phones.positives([
    '«601-555-0143 ext 12»',
    '«(662) 555-0143, extension 4410» or the desk',
    '«573.555.0143 x7»',
    '«601 555 0143 #221»',
    '«+1 601 555 0143 ext. 9»',
    'reach her at night, «6013550143» is best',
    'ANI=«6013550143» DTMF',
  ])
  phones.negatives(['6013550143', 'batch no. 6013550143', 'took 2013550143 steps'])
})

describe('numbers in groups of their own', () => {
  phones.positives([
    'Cell «662-5550144», night',
    'wk«662-555-0144»',
    'home «555-0144»',
    'cell: «5550144»',
    'Tel. «0049 171 2345678»',
    'mobile «07700 900123» (UK)',
    'teléfono: «(662) 555 01 44»',
    'dial «011 52 33 3344 5566» for his mother',
    'Phone: «662 . 555 . 0144»',
    'H:«662-555-0144» C:«662-555-0145»',
  ])
  phones.negatives([
    'fax 12/14/2024',
    'call 3 of 1,200,455',
    'text 1234567890123456',
    'home 5550144 sq ft',
    'work order 555-0144-2',
  ])
})
