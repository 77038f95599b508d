import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('person_name')

describe('cars, towns, agencies and shops that people are called as well', () => {
  negatives([
    'SUBJ VEH WHI 15 GMC SIERRA, MS TAG',
    'He drives a gray Kia MO lic DE4-R8T.',
    'order one Mack MP7 gasket and a Parker 3/4 fitting',
    'Deliver Dell P2419H monitors.',
    'SEMA and MEMA answered; call VITA for taxes.',
    'site: MEMA-Leland-01',
    'She needs a Karen interpreter. Lang: Karen',
    'hi um i need a form, oh and a stamp',
    'Works at Casey’s on Kearney; shift at Denny’s ended at 9.',
    'Offices close for Washington’s Birthday. ',
    'the Roy S. Estess building and the Katie Beckett option',
    'The game is in Winona (Montgomery County) and Magee (Simpson County).',
    'Hunters need the HUNTER ED card, drivers the MS Driver’s License.',
    'the Gartin Justice Building opens at eight',
    '{"warehouse":"Pearl-03","site":"Marion"}',
    'BROUGHT IN BY FOSTER MOTHER',
    'Eve: 228-555-0949',
    'The Ruth Stout method works. Back up the Maria database.',
    'COUNTY    Jasper     OFFENSE  none',
    'sent to Booneville, MS. Level 3 it is',
    'Name,Kind\nOzark Trail Homes LLC,firm\nDelta Pools Inc,firm',
  ])
  positives([
    'Ms. «Kia Vang» drives.',
    '«Sandra Oh» and Mr. «Oh» came.',
    '«Casey Wells»’s file',
    'Savannah: «Truett Harmon»\nKansas City: «Thi Pham»\nLiberty: «Noah Short»\nRolla: «Ana Ruiz»',
    '«Dunaway»’s loan was denied',
    '«Ada Whitlow» runs it.',
    'Applicant: «Mai Yer Vang». Born June 9, 1994.',
  ])
})
