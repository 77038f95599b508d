import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('person_name')

describe('nicknames, initials and names that are spelled', () => {
  positives([
    'SPOKE W/ VICTIM «DARNELL "SMOKE" PETTWAY» B/M',
    'name: «earl "buck" tolliver»',
    'owner=\'«Thibodeaux "Tib" Landry»\'',
    '«M.K.», a minor, was placed. Later «M.K.» ran.',
    'The resident of Cottage 2 ( «R.D.» ) became upset.',
    'I stay with my brother «C.W.» now.',
    'Good morning, this is «Velma Pruitt». That’s «P-R-U-I-T-T».',
    'Last name is «C-U double R-Y».',
  ])
  negatives([
    'The P.O. box is in D.C. and the U.S. mail is slow.',
    'Child support, M.D. or R.N. required',
    'Press A-B-C-D and then N-A-S-A.',
    'She said "no" again and told "the cat" to go.',
    'My child, A.M. bus or P.M. bus?',
  ])
})
