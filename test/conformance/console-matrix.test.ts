import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleRoutes } from '#test/support/console-routes.ts'
import { freePort } from '#test/support/free-port.ts'
import { visitPages } from '#test/support/page-visitor.ts'
import { ROLE_PERSONAS } from '#test/support/role-personas.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway({ upstream: 'http://127.0.0.1:8', env: { STATEHOUSE_PORT: String(await freePort()) } })
})
afterAll(() => gateway.close())

const SEARCHERS = ['auditor', 'records-officer', 'attorney']
const HOLDERS = ['records-officer', 'attorney', 'security-officer', 'executive-director']

/** Who may open each section: its pages and forms say no to everybody else. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  records: SEARCHERS,
  saved: SEARCHERS,
  exports: SEARCHERS,
  reveals: [...SEARCHERS, 'privacy-officer', 'security-officer'],
  requests: SEARCHERS,
  productions: ['records-officer', 'attorney'],
  holds: HOLDERS,
  dispositions: [...SEARCHERS, 'privacy-officer', 'executive-director'],
  transitory: ['records-officer', 'supervisor', 'unit-leader', 'hr'],
  'access-log': ['auditor', 'attorney', 'privacy-officer', 'executive-director'],
  reports: ['auditor', 'records-officer', 'privacy-officer', 'executive-director', 'cto', 'unit-leader', 'supervisor'],
  samples: ['auditor'],
  decisions: ['auditor', 'supervisor', 'unit-leader'],
  incidents: ['auditor', 'attorney', 'privacy-officer', 'security-officer', 'cto', 'hr', 'unit-leader', 'supervisor'],
}

const ID = '01a203c6-1189-7000-992b-4a50ad6af271'
const routes = consoleRoutes()
const addressOf = (path: string): string => path.replaceAll(/:\w+/g, ID)

test('every section of the console has its roles here', () => {
  expect([...new Set(routes.map(({ section }) => section))].toSorted()).toEqual(Object.keys(SECTIONS).toSorted())
  expect(routes.length).toBeGreaterThan(80)
})

test.each(ROLE_PERSONAS)(
  'each page and form opens for %s where their role has it, and says no elsewhere',
  {
    tags: ['MO-04', 'MS-10'],
  },
  async (role) => {
    const { get, post, state } = await visitPages(gateway, role)
    if ((await get('/console/access')).status === 200) await state()
    await get('/notice')
    const wrong: string[] = []
    for (const { method, path, section } of routes) {
      const address = addressOf(path)
      const { status } = method === 'GET' ? await get(address) : await post(address, { reason: 'x' })
      const isTheirs = SECTIONS[section]!.includes(role)
      if (!isTheirs && status !== 403 && path !== '/console') wrong.push(`${method} ${path}: ${status}`)
      if (isTheirs && (status >= 500 || (method === 'GET' && status === 403)))
        wrong.push(`${method} ${path}: ${status}`)
    }
    expect(wrong).toEqual([])
  },
)
