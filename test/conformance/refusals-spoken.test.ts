import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { PageBrowser } from '../support/page-browser.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let gateway: TestGateway
let cookie: string
beforeAll(async () => {
  gateway = await startGateway({
    upstream: 'http://127.0.0.1:8',
    env: { STATEHOUSE_PORT: String(await freePort()) },
  })
  await gateway.acknowledge(await gateway.token('employee'))
  const browser = new PageBrowser()
  await browser.ask(await browser.answerFor(`${gateway.url}/sign-in`, 'employee'))
  cookie = `statehouse=${browser.cookies.get('statehouse')}`
})
afterAll(() => gateway.close())

const read = async (path: string, language: string, form?: Record<string, string>): Promise<string> => {
  const answered = await fetch(`${gateway.url}${path}`, {
    headers: { cookie, accept: 'text/html', 'accept-language': language, origin: gateway.url },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  })
  return answered.text()
}

test.each([
  ['/catalog/none', 'es', 'Ningún sistema del catálogo tiene ese nombre.', 'Búsquelo en el catálogo'],
  ['/catalog/none', 'en', 'No system of the catalog has this name.', 'Look it up in the catalog'],
  ['/nothing-here', 'es', 'No hay tal página para usted.', 'Empiece por la primera página.'],
  ['/public/nobody', 'es', 'Aquí no hay ningún chat público.', 'Empiece por la primera página.'],
])('a refusal at %s is said in the reader’s language: %s', async (path, language, message, next) => {
  const page = await read(path, language)
  expect(page).toContain(`<html lang="${language}"`)
  expect([page.includes(message), page.includes(next)]).toEqual([true, true])
  expect(page).not.toContain('<p lang="en">')
})

test('what only the rule can say follows in its own words, marked as English', async () => {
  const page = await read('/console', 'es')
  expect(page).toContain('Esto no está aprobado para personas')
  expect(page).toMatch(/En las palabras de la regla, en inglés: <span lang="en">This page is not for your role/)
  expect(await read('/console', 'en')).toMatch(/<p>This page is not for your role/)
})

test('a form that no page of ours made is refused in the reader’s language', async () => {
  expect(await read('/notice', 'es', { notice: 'x' })).toContain(
    'Este formulario no vino de una página de este servicio',
  )
})

test('callers of the API are told in English', async () => {
  const answered = await fetch(`${gateway.url}/api/v1/me`, { headers: { 'accept-language': 'es' } })
  expect(JSON.stringify(await answered.json())).toMatch(/credential/)
})
