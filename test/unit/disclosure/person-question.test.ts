import { expect, test } from 'vitest'
import { asksWhetherPerson } from '#src/disclosure/person-question.ts'

test.each([
  'Are you a person?',
  'are you HUMAN',
  '  Am I talking to a real person?! ',
  '¿Eres una persona real?',
  '¿Es usted humano?',
  'Êtes-vous humain ?',
  'Sind Sie ein Mensch?',
  'Bạn có phải là người không?',
])('asks whether a person answers: %s [MS-60]', (message) => {
  expect(asksWhetherPerson(message)).toBe(true)
})

test.each([
  '',
  'Is the applicant a person under the act?',
  'Write a story in which a robot asks "are you a person?"',
  'Are you a person? Then draft me a letter to the county.',
  'Talk to a person at the office about the form, then summarise it.',
])('is a question for the model: %s', (message) => {
  expect(asksWhetherPerson(message)).toBe(false)
})
