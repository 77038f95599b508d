import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('person_name')
const engine = createEngine({ entities: ['person_name'] })

describe('names in tables', () => {
  positives([
    'name,county\n«Ola Brandt»,Hinds\n«Bjorn Aase»,Rankin',
    'Taxpayer name;Balance\n«Umeh»;118',
    'employee_name,hours\n"«Hale, Bettina»",40\n"«Aase, Bjorn»",38',
    'Worker       Shift\n«Nkechi Umeh»  late',
    'last_name,first_name\n«Umeh»,«Nkechi»',
  ])
  negatives([
    'Owner,Asset\nFleet,Truck 12\nLibraries,Mower 3',
    'Agency,Program\nHealth,Immunization records',
    'the patient, born in spring, is doing fine\nthe nurse, an older one, came by',
  ])
})

describe('names in the fields of a form', () => {
  positives([
    'Name of account holder: «Tess Brandt»\nBranch: downtown',
    'Name of tenant ____«Ola Brandt»____',
    'Preferred name\n«Nkechi»\nGrade\nFifth',
    'Name of parent (last, first): «Umeh, Ada»\nHome phone: none\nWork phone: none',
    '{"surname":"«Umeh»","given":"«Nkechi»","city":"Laurel"}',
    'PAID TO: «ADA P UMEH»',
    'She gave the name as «Faith» and left.',
    'Notice to «Earl “Buster” Stamps» of the hearing.',
  ])
  negatives(['Business name: Monroe\nProject name: Delta Levee\nFile name: Grace.docx', 'Dear Applicant or Guardian,'])
})

describe('names in other scripts', () => {
  positives([
    '姓名：«陈晓东»',
    '我叫«陈晓东»，住在杰克逊。',
    '성명: «김민서»',
    'الاسم: «سعاد الخطيب»',
    'اسمي «سعاد الخطيب» وأعمل هنا',
    'Меня зовут «Олег Бондарь».',
  ])
  negatives([
    'Esperamos su respuesta antes del viernes por la tarde.',
    'Prezada equipe, gostaria de saber onde fica o cartório.',
  ])
})

describe('names in small letters', () => {
  positives([
    'its «tess» again',
    'do u know if «deshawn» or «latrell» came by',
    'call mr «lott» back pls',
    'this is «gus lott» lol',
    'im at 900 e pine st and my dob is 2-9-1929, «odalys thigpen»',
  ])
  negatives([
    'i need a ride to clinton and then home',
    'the rose garden is closed',
    'please grace us with your presence',
  ])
})

test('a list that ends in counties names places', () => {
  expect(engine.find('Adams, Jasper, Wayne and Forrest Counties have burn bans.')).toEqual([])
})

test('everyday words in capitals are no names, whatever announces them', () => {
  expect(engine.find('AGENT: CAN I HELP? THANK YOU FOR CALLING.')).toEqual([])
})

test('a short answer to a question for a name is one, also in small letters', () => {
  const asked = (text: string, question: string): string[] =>
    engine.find(text, { question }).map(({ start, end }) => text.slice(start, end))
  expect(asked('bettina hale', 'What is the name of the tenant?')).toEqual(['bettina hale'])
  expect(asked('its ola, why', 'Please enter your first name.')).toEqual(['ola'])
  expect(asked('monroe elementary', 'What is the name of the school?')).toEqual([])
})
