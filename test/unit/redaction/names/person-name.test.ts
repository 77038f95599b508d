import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { createPeople, mentions } from '#src/redaction/names/people.ts'
import { tablesFor } from './marked.ts'

const { found, positives, negatives } = tablesFor('person_name')

describe('person_name', () => {
  positives([
    '«Maria Lopez» called about her permit.',
    'Please ask Ms. «Okonkwo» to sign.',
    'Judge «Xqarth» set the hearing.',
    'Applicant: «Zzyqa Thrombolo»',
    'Nombre: «José Hernández-García»',
    'Dear «Brenda»,\nThe form is here.',
    'The form is here.\n\nRegards,\n«Brenda Whitlock»',
    '«O’Brien, Patrick J.» (hired 2019)',
    'We met «Nguyễn Thị Hoa» and «Abdul Rahman al-Masri».',
    'It was «J.R. Smith» who paid, not «Vincent van der Berg Jr.».',
    'DEFENDANT: «MARCUS T. HOLLOWAY»',
    'hi my name is «john smith» and i need help',
    'The appeal of «Priya Raghunathan» is pending.',
    '{"name":"«Keisha Williams»","city":"Oxford"}',
    'I spoke with «Dmitri Sokolov» today.',
    '«Maria Lopez»’s file was lost; «Lopez» complained.',
    'Call «Deborah Castellanos»; «Castellanos» knows, and «CASTELLANOS» signed.',
  ])
  negatives([
    'The Department of Health opened an office in Jackson County.',
    'Will the office be open on Monday? Mark the box. Grace periods apply.',
    'Traffic on Martin Luther King Jr. Boulevard and Jefferson Street is closed.',
    'The Robert T. Stafford Disaster Relief and Emergency Assistance Act applies.',
    'Apply for SNAP, Medicaid or WIC at the City of Columbus.',
    'Sincerely,\nThe Department of Revenue',
    'Name:\nAddress:\nDate:',
    'Dear Sir or Madam,',
    'const UserName = getName(); // HttpClient, StringBuilder',
    'See jane.doe@example.com and /home/john/reports',
    'Hurricane Katrina, Lake Charles and Fort Leonard Wood are places or storms.',
    'La solicitud debe enviarse al Departamento de Salud antes de mayo.',
    'ISBN, VIN, HICN and RSMo are abbreviations.',
  ])

  test('a field for names holds one, whatever it looks like', () => {
    expect(found('Zzyqa Thrombolo', 'patientName')).toEqual(['Zzyqa Thrombolo'])
    expect(found('Thrombolo', 'last_name')).toEqual(['Thrombolo'])
    expect(found('Vexlmoor Paving Inc.', 'company_name')).toEqual([])
    expect(found('Zzyqa.pdf', 'fileName')).toEqual([])
  })

  test('a name that one turn shows is known in another by its surname', () => {
    const engine = createEngine({ entities: ['person_name'] })
    const people = createPeople()
    const earlier = 'then vexlmoor left the room'
    expect(engine.find(earlier).length).toBe(0)
    engine.find('Applicant: Tamika Vexlmoor', { people })
    expect(mentions(people, 0, earlier)).toBe(true)
    expect(engine.find(earlier, { people }).map((span) => earlier.slice(span.start, span.end))).toEqual(['vexlmoor'])
  })

  test('a name of one text is forgotten in the next', () => {
    const engine = createEngine({ entities: ['person_name'] })
    engine.find('Applicant: Tamika Vexlmoor')
    expect(engine.find('then vexlmoor left the room')).toEqual([])
  })
})
