import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('person_name')

describe('names that are words, in texts in small letters', () => {
  positives([
    'hey its «mark», my bus is late',
    'did «autumn» ever bring the keys back?',
    'can u cover for «mark» fri? i got a dr appt',
    '«grace» i left the forms w/ «faith» at the desk',
    'so «patience» lost the badge again lol',
    '«jasmine» is out today, her kid is sick',
    'do u know if «June» is working today',
    '@«Priya» can you merge mine first',
    'tell hr that «crystal» called in',
  ])
  negatives([
    'hope i get the day off, will u ask',
    'summer is here and it is hot',
    'may i leave early? i will make it up',
    'bill me for the water on friday',
    'thx for the grace period, we need it',
    'i moved here from Jackson in May and i like it',
    'pay with cash at the window or mark the box',
    'the candy got here but the cherry pie is gone',
  ])
})
