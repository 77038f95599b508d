import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseLanguage, chooseMessage } from '#src/disclosure/messages.ts'

const LANGUAGES = ['en', 'es']

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['es', 'es'],
  ['es-MX', 'es'],
  ['ES', 'es'],
  ['fr, es;q=0.5, en;q=0.4', 'es'],
  ['en;q=0.1, es;q=0.9', 'es'],
  ['fr', 'en'],
  ['es;q=0, en', 'en'],
  ['*, es;q=0.1', 'en'],
  ['es;q=nonsense', 'en'],
])('Accept-Language %s gives %s', (header, language) => {
  expect(chooseLanguage(header, LANGUAGES)).toBe(language)
})

test('any header whatever gives a text that exists', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const { text, language } = chooseMessage({ en: 'yes', es: 'sí' }, header, LANGUAGES)
      expect(text).toBe(language === 'es' ? 'sí' : 'yes')
    }),
  )
})
