import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('person_name')

describe('what looks like names of people', () => {
  negatives([
    // Work, at the start of a sentence.
    'Resurfacing of route 63 begins Monday.',
    'Milling runs at night. Striping follows.',
    'Rulemaking takes a year. Runtime 00:11:18.',
    // Lists of places, by their counties and towns or by what heads them.
    'Pike, Lamar and Perry are in the southeast.',
    'Boone, Cole, Cooper, Howard and Moniteau counties are dry.',
    'Towns served: Tylertown, Prentiss, Monticello, Brandon.',
    'Parks: Percy Quin, Paul B. Johnson, Hugh White.',
    'Medications: Zoloft, Keppra, Lantus, Narcan.',
    // Parties of printed decisions.
    'Gideon v. Wainwright, 372 U.S. 335 (1963) controls.',
    // What is called after somebody.
    'Proctor density, a Kaplan-Meier curve and a Jersey barrier',
    'Hurricane season names: Arthur, Bertha, Dolly',
    'To: All Drivers. From: Fleet.',
    // Firms, churches and patterns.
    'The bid of Rawls & Sons was low.',
    'We hired Fred Tate & Kline LLC for it.',
    'He drives a 2014 Camry, she a van.',
    'Part name   Qty\nSet of brake pads   4\nhoses   2',
    'Is it open? Long lines form.',
    'The bus stops at St. Dominic twice.',
    'Write it as NNN-NNN-NNNN.',
    // Ends of something else before a capital.
    'See form 1099-G. My address is the same.',
    'Q. How far was it?',
    'Employer: Delta Steel',
    'Carrier: Best Way',
    'Call on Monday. Where do I apply? Do not wait.',
    // Everyday words of other languages.
    'Renovación anual. Cambio de dirección.',
    'Xin vui lòng gửi giấy tờ về văn phòng.',
  ])
  positives([
    'Commissioners «Adams», «Jones» and «Lamar» voted yes.',
    'Ayes: «Finch», «Crosthwait», «Landrieu»',
    'State v. «Duane Critchlow» is set for Monday.',
    'Absent: «Tolbert»',
  ])
})

describe('names as offices write them', () => {
  positives([
    '«Tuttle, Clifford Ray» came by.',
    'Attendees: «Ousmane Diallo», «Emily Brandt»',
    '«De Jesus, Ana»; «St. Clair, Monique»',
    'mis hijos «Emiliano» y «Mateo» viven conmigo',
    'last_name,first_name\n«Winfrey»,«Dale»\n«Orozco»,«Beatriz»',
    'fname\tlname\tage\n«Constance»\t«Ledoux»\t44',
    '{"fname": "«Trenice»", "lname": "«Easley»"}',
    '<first>«Svetlana»</first><last>«Rybakova»</last>',
    'Merci de votre aide. Cordialement, «Aristide Mbala»',
    'Practice is off, the field is under water. - «Rusty»',
    'its «dontrell» from parking',
    'i will bring the keys over later today, thx, «dee»',
  ])
})

describe('firms, things and words of offices', () => {
  negatives([
    'Raymond James, Edward Jones and Butler Snow answered.',
    'Tarrant & Wheelock drew it; Moss, Pike & Wilder sealed it.',
    'Work on Dr. Amos T. Fairley Drive and John R. Oakes Street begins.',
    'the Voss and Tarrant buildings',
    'the Giglio list, a Daubert motion and the Olmstead plan',
    'Order posters by Valentine’s Day. Megan’s Law applies.',
    'AUTH OK, RES ADDR, MAIL TO, DUP PERSON',
    'Kohler K-4421, Eaton 5PX',
    'Marine traffic is slow. The emerald ash borer spreads.',
  ])
  positives(['«Mary Kay Okafor» sold it.', 'the «Hatfield» family and the «Okereke» case'])
})
