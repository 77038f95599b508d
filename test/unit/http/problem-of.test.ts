import { expect, test } from 'vitest'
import { type RefusalCode, refusal } from '#src/core/refusal-codes.ts'
import { problemOf } from '#src/http/pages/site.ts'
import { en } from '#src/web/languages/en.ts'
import { es } from '#src/web/languages/es.ts'

const titles = (code: RefusalCode, rule: string): string[] => {
  const { kind } = problemOf(refusal(code, { rule }))
  return [en.problem[kind], es.problem[kind]]
}

test('a page about a conflict says that things have changed, or stand against it now, and never that it isn’t allowed', () => {
  expect(titles('conflict', 'stale')).toEqual(['This has changed in the meantime', 'Esto ha cambiado mientras tanto'])
  expect(titles('conflict', 'close')).toEqual(['This can’t be done now', 'Esto no se puede hacer ahora'])
  expect(titles('audience_not_granted', 'incidents')).toEqual(['This isn’t allowed', 'Esto no está permitido'])
  expect(titles('route_not_governed', 'incident')).toEqual(['Page not found', 'Página no encontrada'])
})
