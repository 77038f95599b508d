import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('date_of_birth')
const year = new Date().getUTCFullYear()

describe('other ways to write a date', () => {
  positives([
    'dob «3 4 1991»',
    'DOB «03 04 91» SSN on file',
    'Fecha de nac. «14/VIII/1977»',
    'DOB: «1977 Aug 14»',
    'sinh ngày «14 tháng 8 năm 1977»',
  ])
  negatives(['dob 3 4 19912', 'DOB 31 31 1991', 'sections 03 04 91'])
})

describe('other words for it', () => {
  positives([
    'B day «5/6/2012»',
    'Birth June 15, 1931'.replace('June 15, 1931', '«June 15, 1931»'),
    'Ruthie b «12 Oct 1944», widow',
    'DOB for the older boy is «5/6/2012».',
    'birth_dt=«1944-10-12»',
    'Ana (rođ. «12.10.1944») ne čuje',
    'geb. «12.10.1944» in Kiel',
    '生日 «1944-10-12»',
    'cumpleaños: «12 de octubre de 1944»',
    'Fecha Nac: «12-ABR-1981»',
    'DOBs: «04/17/2019», «05/18/2021»',
    'both kids (dob «04/17/2019» and «05/18/2021»)',
    'dob «041759»',
    'SSN/DOB: 428-33-4471 / «04/17/1959»',
    'Name/DOB: Jane Doe «04/17/1959»',
    'taariikhda dhalashada: «12/10/1944»',
  ])
  negatives(['Group B 12 Oct meeting', 'birth weight 3/4/2019', 'Please give birth control notes of 3/4/2019'])
})

describe('what stands beside it', () => {
  positives([
    'susp w/m «5-6-71» 5-10 brn',
    'vic B/F, «11/02/1988»',
    `she is 41 y/o (${`«3/4/${year - 41}»`})`,
    `«3/4/${year - 70}» (70)`,
    'son Tyler Boone, «4/12/2015», lives here',
    'PID|1||88^^^MR||DOE^ANN||«19800305»|F|||12 ELM ST',
    'DMG*D8*«19800305»*F~',
    'DOE JANE            428334471«19800305»F0012',
    'LN  NAME         DOB       SEX\n01  ROWE ANN     «03 05 80»  F',
  ])
  negatives([
    'Child Support Order, 4/12/2015',
    'room 41 (3/4/1985)',
    'aged 12 days, 3/4/1985',
    'in W/F 4 of 5',
    'cases 428334471 and 19800305',
    '|20240305|N|',
  ])
})
