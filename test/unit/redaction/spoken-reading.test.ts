import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { glanceAt } from '#src/redaction/glance.ts'
import { spokenReading } from '#src/redaction/spoken-reading.ts'

const engine = createEngine()
const found = (text: string): string[] =>
  engine.find(text).map(({ start, end, entity }) => `${entity}:${text.slice(start, end)}`)
const read = (text: string): string | undefined => spokenReading(text, glanceAt(text))?.text

test.each([
  [
    'my ssn is four twenty eight, uh, thirty three, forty four seventy one',
    'us_ssn:four twenty eight, uh, thirty three, forty four seventy one',
  ],
  ['call six six two, five five five, twelve hundred', 'phone_number:six six two, five five five, twelve hundred'],
  [
    'es el seis seis dos, cinco cinco cinco, treinta y dos diez',
    'phone_number:seis seis dos, cinco cinco cinco, treinta y dos diez',
  ],
  ['last four of the social\nCaller: six eight oh three', 'ssn_last4:six eight oh three'],
  ['What is your NPI?\nA.  1 9 2 1 5 7 3 4 7 7.\n 6   Q. And', 'us_npi:1 9 2 1 5 7 3 4 7 7'],
  ['the server is ten dot twenty dot thirty one dot six', 'ip_address:ten dot twenty dot thirty one dot six'],
  ['her medicare card says two k d nine, r h four, p w six one', 'medicare_mbi:two k d nine, r h four, p w six one'],
  ['the tag is Kilo Delta three, Victor niner Romeo.', 'license_plate:Kilo Delta three, Victor niner Romeo'],
  ['plate Adam Boy nine, X-ray four Lincoln', 'license_plate:Adam Boy nine, X-ray four Lincoln'],
  [
    'OLN Nora one seven seven, four oh two, eight one six',
    'mo_driver_license:OLN Nora one seven seven, four oh two, eight one six',
  ],
  [
    'for immigration it is A, two one nine, four four zero, seven one eight',
    'alien_number:A, two one nine, four four zero, seven one eight',
  ],
  [
    'receipt I-O-E, zero nine one seven, four four two, eight three six',
    'uscis_receipt:I-O-E, zero nine one seven, four four two, eight three six',
  ],
  ['call back at the shop, four five three, oh one nine nine', 'phone_number:four five three, oh one nine nine'],
  ['DOB zero three, one seven, eighty-two.', 'date_of_birth:zero three, one seven, eighty-two'],
  ['out at rural route four box two ninety one', 'street_address:rural route four box two ninety one'],
  ['its nineteen twelve east thirty ninth street', 'street_address:nineteen twelve east thirty ninth street'],
  ['plate alpha bravo charlie one two three four', 'license_plate:alpha bravo charlie one two three four'],
  [
    'license is R as in Robert, two two zero four four one eight eight three, missouri',
    'mo_driver_license:R as in Robert, two two zero four four one eight eight three',
  ],
  [
    'my case number, one oh two, two seven seven, four one eight',
    'benefits_case:one oh two, two seven seven, four one eight',
  ],
  ['i live at four twelve north main street', 'street_address:four twelve north main street'],
  ['my correo es lola punto b arroba hotmail punto com', 'email_address:lola punto b arroba hotmail punto com'],
  ['my email is o brandt forty two at gmail dot com', 'email_address:o brandt forty two at gmail dot com'],
  [
    'social please\nCALLER: four two six [pause] three one um nine oh one one',
    'us_ssn:four two six [pause] three one um nine oh one one',
  ],
  ['at 662... uh... 234... 0147', 'phone_number:662... uh... 234... 0147'],
  ['plate is H T B one two two', 'license_plate:H T B one two two'],
  ['at twelve oh four maple street apartment three', 'street_address:twelve oh four maple street apartment three'],
  ['p o box four forty one', 'street_address:p o box four forty one'],
  ['4 2 8, uh, 3 3 -- 4 4 7 1 is my ssn', 'us_ssn:4 2 8, uh, 3 3 -- 4 4 7 1'],
])('%s', (text, value) => {
  expect(found(text)).toEqual([value])
})

test.each([
  'eight hundred people came in nineteen ninety four, one or two of them',
  'on page twenty one, thirty two and forty',
  'It was ninety eight point six at five thirty.',
  'Two trucks, one of them ours, took four hours.',
  'thirty five hundred dollars for two hundred and ten days',
])('nothing in %s', (text) => {
  expect(found(text)).toEqual([])
})

test('numbers are written as they are said', () => {
  expect(read('it is six oh one five five five oh one four two')).toBe('it is 601-555-0142')
  expect(read('double four triple two nine')).toBe('442229')
  expect(read('U I, zero zero four four')).toBe('UI0044')
  expect(read('A four four one two two')).toBe('A 44122')
  expect(read('one or two')).toBeUndefined()
})

test('what goes on without end is read as nothing', () => {
  expect(read('one two '.repeat(200))).toBeUndefined()
  expect(read('1 '.repeat(500))).toBeUndefined()
})
