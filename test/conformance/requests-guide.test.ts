import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatAnswer } from '#test/support/answer-events.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { project } from '#test/support/source-files.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let upstream: RawUpstream
let gateway: TestGateway
beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Noted.')))
  gateway = await startGateway({ upstream: upstream.origin })
  const client = await gateway.client('employee')
  for (const content of ['Write to Reyes, Ana about the lot', 'A. Reyes asks about the levee'])
    await client.chat.completions.create({ model: 'general-drafting', messages: [{ role: 'user', content }] })
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})

interface Call {
  readonly method: string
  readonly path: string
  readonly body: string
}

/** Every call that the guide shows, in its order. */
function calls(): Call[] {
  const guide = readFileSync(join(project, 'docs', 'records.md'), 'utf8')
  const section = guide.slice(guide.indexOf('## Public-records requests'))
  const next = section.indexOf('\n## ', 1)
  const own = next < 0 ? section : section.slice(0, next)
  return [...own.matchAll(/```http\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    block!
      .trim()
      .split('\n\n')
      .map((one) => {
        const [, method, path, body = ''] = /^(\w+) (\S+)\n?([\s\S]*)$/.exec(one)!
        return { method: method!, path: path!, body }
      }),
  )
}

test('the officer’s guide works as it is written', { tags: ['MS-24', 'MO-06'] }, async () => {
  const known: Record<string, string> = { issuer: gateway.issuer }
  const fill = (text: string): string =>
    text.replace(/\{(id|issuer|run|letter|exchange|sample)\}/g, (_all, name: string) => {
      if (known[name] === undefined) throw new Error(`the guide has no ${name} yet`)
      return known[name]
    })
  const token = await gateway.token('records-officer')
  const all = calls()
  expect(all.length).toBeGreaterThanOrEqual(14)
  const seen: unknown[] = []
  for (const { method, path, body } of all) {
    const ask = async () => {
      const answer = await fetch(gateway.url + fill(path), {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body === '' ? {} : { 'content-type': 'application/json' }) },
        ...(body === '' ? {} : { body: fill(body) }),
      })
      const text = await answer.text()
      expect(answer.status, `${method} ${path} ${text}`).toBeLessThan(300)
      // biome-ignore lint/suspicious/noExplicitAny: what the API answered is looked into as it came
      return JSON.parse(text) as any
    }
    let got = await ask()
    while (got.status === 'running' && method === 'GET') got = await ask()
    seen.push(got)
    if (path === '/api/v1/requests') known['id'] = got.id
    if (got.letters !== undefined) known['letter'] = got.letters.at(-1).id
    if (path.endsWith('/runs')) known['run'] = got.id
    if (path.endsWith('/next')) known['exchange'] = got.record.exchange
    if (path.endsWith('/samples')) known['sample'] = got.id
  }
  const told = JSON.stringify(seen)
  for (const said of ['Which months do you mean?', '"records":2', '"coded":1', '"outcome":"released"'])
    expect(told).toContain(said)
})
