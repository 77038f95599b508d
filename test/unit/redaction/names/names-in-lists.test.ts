import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('person_name')

describe('households, rosters and lists', () => {
  positives([
    '«Ogden, Ruth» & «Walt» («Cody», «Reid»)',
    '«Farris, Dena» («Lacey»), new\n«Pratt, Olen» & «Jo», moved\n«Stiles», Mrs. «Ida», shut in',
    '01 «Mabry, Cedric»\n02 «Rivers, June»\n03 «Novak, Petra»',
    'Guests: «Skyler Cash», «Martin Odom», «Precious Story», «Lena Whitlow».',
    'Seats go to «Bettye», «Angel», «Darnell» and «Precious».',
    'It was «Chance» and «Tyrell» who called.',
    '0900  «MABRY,SUKHWINDER»  cont.',
    '1020 «DELOACH, Tanya» -- no answer',
    'QUERY RTN «MOSLEY, TINA» VIN 1',
  ])
  negatives([
    'Biloxi, Gulfport\nHattiesburg, Laurel\nTupelo, Corinth',
    'Chicken, rice, beans, Summer squash and bread.',
  ])
})

describe('ranks and relations before surnames and first names that are words', () => {
  positives([
    'Mr. «Hill» seconded it.',
    'Offender «Justice» refused. CO «Ratliff» wrote it up, CO II «Banks» signed.',
    'Heard by Examiner «LONG»',
    'hold the tag for Invest. «Purcell»',
    'assigned «K Umbarger».',
    'call «R. Day» or «M. Knight»',
    'his girlfriend "«Misty»" left',
    'The man, known as "«Duke»", ran.',
    'She held the baby, «Junior».',
    '(HIS AUNTIE «SUMMER»)',
    'hold for «Buddy»’s nephew',
  ])
  negatives([
    'The CO alarm went off in Denver, CO. Springs are dry.',
    'Officer safety comes first. Agent portal is down.',
    'They took Vitamin K Complex. See Plan B.',
    'Ask your mother, or the baby monitor.',
    'It is known as "Medicaid".',
  ])
})

describe('forms that look like tables', () => {
  negatives([
    'Last employer\n  Name            Gulf Pride Seafood LLC\n  FEIN            none\n  Reason          Lack of work\n  Payment         Direct deposit',
    '☒ New   ☐ Address change   ☐ Name change\nBox 2   empty',
  ])
})
