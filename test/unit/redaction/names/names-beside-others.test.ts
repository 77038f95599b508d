import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('person_name')

describe('names by what stands beside them', () => {
  positives([
    '«Autumn»,\n\nPer your note I moved the review to the week after next.',
    'Please leave the plate with the guard when you go home on Friday.\n\n«Crystal»',
    'the «Abernathy» twins and The «Wuertz» Family Trust',
    'Interpreted by SIL «Mojina».',
    'Placed: «Nevaeh» (5) and «Chance» (3).',
    'Survivors: «Milton Teague» («Sue») of Tupelo.',
    'opposing counsel, «Mark St. James», agrees',
    'CHAIRMAN «BOUNDS»: Next bill.',
    '«Rusty Nail» a/k/a «Russell Nail»',
    '4289  NECAISE      DALTON    1997\n4266  FAIRLEY      GEORGE    1999'
      .replace('NECAISE', '«NECAISE»')
      .replace('DALTON', '«DALTON»')
      .replace('FAIRLEY', '«FAIRLEY»')
      .replace('GEORGE', '«GEORGE»'),
    'Last «Young»   First «May»   Middle «Ling»',
    'Team A: «Hunter Cash», «Mai See Her», «Ryder Story», «London Wells».',
    'Sign-ups:\n\n«Tyler Bounds»\n«Carson Banks»\n«Emily Hathorn»\n«Deshawn Pettway»',
    '> On Feb 2, «Purvis, Shelby» (DMH) <sp@dmh.example.gov> wrote:',
    'GUARDIAN 2\n   «Eladio de la Cruz»     cell',
    '    First Name:       «DESTINY»\n    Middle:           «MONIQUE»',
    'ID|Last|First\n7005|«Driver»|«Minnie»\n7009|«von Hagen»|«Tove»',
    'I asked two clerks, «Chase» and «Maddie».',
    '> «Rob» -- «Mike Frazier» moved to Tupelo',
    'Send it to «Joanna "Jo" Tubby», «Xeng Moua».',
  ])
  negatives([
    'Thanks,\n\nplease see the note about the road that I sent you last week.',
    'See the school, the Family Center and the First families.',
    'PEARL      CLINTON    12\nGULFPORT   BILOXI     14',
    'Jackson Street, Rose Hill, Grand Bay',
    'A. To the office. Q. Which one?',
    'Open Daily\nFree Parking\nHot Coffee\nCold Drinks',
  ])
})
