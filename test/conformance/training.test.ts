import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { chatQuestion, entriesOf, metaOf } from '../support/asking.ts'
import { freePort } from '../support/free-port.ts'
import { visitPages } from '../support/page-visitor.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let gateway: TestGateway
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
  gateway = await startGateway({ upstream: sandbox.origin, env: { STATEHOUSE_PORT: String(await freePort()) } })
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})

const RIGHT = { sources: 'look', data: 'needed', decision: 'person', record: 'yes-law' }

async function page(persona: string) {
  const visitor = await visitPages(gateway, persona)
  return {
    get: async (path: string) => (await visitor.get(path)).text,
    take: (answers: Record<string, string>) => visitor.post('/training/primer', answers),
  }
}

async function api(
  persona: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${gateway.url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${await gateway.token(persona)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const use = async (persona: string): Promise<number> => {
  const token = await gateway.token(persona)
  await gateway.acknowledge(token)
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(chatQuestion('Good morning.', false)),
  })
  await answer.body?.cancel()
  return answer.status
}

describe('training before use [MS-63]', () => {
  test('whoever has no course on record is refused, passes the primer, and is let through with the same token', async () => {
    expect(await use('untrained')).toBe(403)
    const untrained = await page('untrained')
    expect(await untrained.get('/training')).toContain('Not on record.')
    const quiz = await untrained.get('/training/primer')
    expect(quiz).toContain('Look the case up before using it')
    expect(quiz).not.toContain('make up citations, and confirm')

    const before = (await entriesOf(gateway)).length
    const failed = await untrained.take({ ...RIGHT, sources: 'use', data: 'all' })
    expect(failed.status).toBe(422)
    expect(failed.text).toMatch(/Systems make up citations/)
    expect((await entriesOf(gateway)).length).toBe(before)
    expect(await use('untrained')).toBe(403)

    expect((await untrained.take(RIGHT)).status).toBe(303)
    expect(await use('untrained')).toBe(200)
    expect((await entriesOf(gateway)).map(metaOf)).toContainEqual(
      expect.objectContaining({ action: 'complete-course', course: 'ai-foundations', right: 4, of: 4 }),
    )
    expect((await api('untrained', '/training')).body).toMatchObject({ primer: 'ai-foundations' })
  })

  test('courses from the agency’s register count once, whole or not at all, from whoever keeps it', async () => {
    const subject = 'contractor'
    const one = { issuer: gateway.issuer, subject, course: 'data-classification', on: '2026-11-01' }
    expect((await api('employee', '/training/completions', { completions: [one] })).status).toBe(403)
    const bad = await api('hr', '/training/completions', { completions: [one, { ...one, course: 'nothing' }] })
    expect(bad).toMatchObject({ status: 400, body: { title: expect.stringContaining('Completion 2') as string } })
    expect((await api('hr', '/training/completions', { completions: [one] })).body).toEqual({ recorded: 1 })
    const again = { ...one, on: '2026-10-01' }
    expect((await api('hr', '/training/completions', { completions: [one, again] })).body).toEqual({ recorded: 0 })
    const { body } = await api('contractor', '/training')
    expect(body['completed']).toContainEqual({ course: 'data-classification', on: expect.stringContaining('2026-11') })
  })

  test('readiness tells of no unit with fewer than ten people', async () => {
    expect((await api('employee', '/reports/readiness')).status).toBe(403)
    const { body } = await api('hr', '/reports/readiness')
    const units = body['units'] as { people: number | null; ready: number | null }[]
    expect(units.length).toBeGreaterThan(0)
    for (const { people, ready } of units) expect([people, ready]).toEqual([null, null])
    expect(await (await page('hr')).get('/training')).toContain('How ready units are')
  })
})
