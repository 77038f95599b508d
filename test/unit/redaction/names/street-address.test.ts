import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('street_address')

describe('street_address', () => {
  positives([
    'She lives at «1234 Oak Hill Drive, Apt. 4B, Jackson, MS 39201-1234».',
    'Mail to «P.O. Box 123, Columbia, Missouri 65201»',
    'Maria\n«500 E. Main St\nSuite 200\nTupelo, MS 38801»\n',
    '«4567 County Road 405, Oxford, MS» is rural',
    '«12 Highway 49 South, Mendenhall, MS 39114»',
    'send it to «123 main st apt 4» please',
    '«RR 2 Box 34»',
    '«Post Office Box 77, Rolla, MO 65401»',
    '«901 Martin Luther King Jr. Blvd»',
    '«1600 4th Ave NW, Unit 3»',
    'address: «77 WEST ELM STREET, ST. LOUIS, MO 63101»',
  ])
  negatives([
    'It is a 15 minute drive, and 3 people lost their way in court.',
    'the 10 mile road project',
    'Highway 49 South is closed near Mendenhall.',
    'Section 5 County Court rules',
    'Main Street and Elm Avenue meet downtown.',
    'On 12 May the court sat.',
    'Invoice 2024, box 12, lot 7',
    '$500 Main Street Fund grants',
    'Jackson, MS 39201',
  ])
})

test('a card number that reads as a house number stays a card number: less is allowed with it', () => {
  const text = '4111 1111 1111 1111 Oak St, Jackson, MS 39201'
  expect(createEngine().find(text)).toMatchObject([{ entity: 'credit_card', start: 0, end: text.length }])
})
