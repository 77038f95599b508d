import { request } from 'node:http'
import OpenAI from 'openai'
import { refreshTokenGrant } from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, connect } from '#src/cli/connect/connection.ts'
import { ConnectProblem, findIssuer } from '#src/cli/connect/find-issuer.ts'
import { signIn } from '#src/cli/connect/sign-in.ts'
import * as command from '#src/cli/connect.ts'
import type { CommandContext } from '#src/cli/context.ts'
import { DEMO_CLIENT } from '#src/demo/personas.ts'
import { startSandbox } from '#src/demo/sandbox/server.ts'
import { metaOf, recordsOf } from '#test/support/exchange-records.ts'
import { freePort } from '#test/support/free-port.ts'
import { signInAs } from '#test/support/scripted-browser.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
let gateway: TestGateway
let local: Connection
const trouble: unknown[] = []

/** A browser that signs in as somebody and goes where it is sent, by way of a change. */
const browserOf =
  (persona: string, change: (url: URL) => void = () => undefined) =>
  (start: string): void => {
    signInAs(persona, start)
      .then((back) => {
        const url = new URL(back)
        change(url)
        return fetch(url)
      })
      .catch((error: unknown) => trouble.push(error))
  }

beforeAll(async () => {
  sandbox = await startSandbox({})
  const port = String(await freePort())
  gateway = await startGateway({ upstream: sandbox.origin, env: { STATEHOUSE_PORT: port } })
  local = await connect({ gateway: gateway.url, port: 0, caFile: null, open: browserOf('employee') })
})
afterAll(async () => {
  await local.close()
  await gateway.close()
  await sandbox.close()
  expect(trouble).toEqual([])
})

const chat = { model: 'general-drafting', messages: [{ role: 'user' as const, content: 'Hello' }] }

describe('the local address', () => {
  test('a tool that knows only a key works through it, as the person who signed in (MS-06)', async () => {
    const headers = { 'api-key': local.key, 'content-type': 'application/json' }
    const { notices } = (await (await fetch(`${local.origin}/api/v1/notices`, { headers })).json()) as {
      notices: { notice: string }[]
    }
    for (const { notice } of notices) {
      const body = JSON.stringify({ notice })
      expect((await fetch(`${local.origin}/api/v1/acknowledgments`, { method: 'POST', headers, body })).ok).toBe(true)
    }
    const client = new OpenAI({ baseURL: `${local.origin}/v1`, apiKey: local.key, maxRetries: 0 })
    const { data, response } = await client.chat.completions.create(chat).withResponse()
    expect(data.choices[0]?.message.content).toContain('Made by an AI system')
    const [prompt] = await recordsOf(gateway, response.headers.get('ai-record'))
    expect(metaOf(prompt)).toMatchObject({ principal: { subject: 'employee', client: DEMO_CLIENT } })
    expect(metaOf(prompt)).not.toHaveProperty('vendorKeyDropped')
    let text = ''
    for await (const event of await client.chat.completions.create({ ...chat, stream: true }))
      text += event.choices[0]?.delta.content ?? ''
    expect(text).toContain('Made by an AI system')
  })

  test('nobody without the key is let in, and nothing of theirs goes on', async () => {
    const before = sandbox.requests.length
    const size = await gateway.app.store.size()
    const token = await gateway.token('employee')
    for (const headers of [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: `Bearer ${token}` },
      { 'x-api-key': `${local.key}x` },
      { cookie: `key=${local.key}` },
    ] as Record<string, string>[]) {
      const answer = await fetch(`${local.origin}/v1/models`, { headers })
      expect([answer.status, await answer.json()]).toMatchObject([401, { error: { type: 'statehouse_connect' } }])
    }
    expect([sandbox.requests.length, await gateway.app.store.size()]).toEqual([before, size])
  })

  test('a page under another host name isn’t answered, key or not (DNS rebinding)', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'evil.example', authorization: `Bearer ${local.key}` }
      request(`${local.origin}/v1/models`, { headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(421)
  })

  test('every key header of the vendors opens it', async () => {
    for (const headers of [
      { authorization: `Bearer ${local.key}` },
      { 'api-key': local.key },
      { 'x-api-key': local.key },
      { 'x-goog-api-key': local.key },
    ] as Record<string, string>[]) {
      expect((await fetch(`${local.origin}/v1/models`, { headers })).status).toBe(200)
    }
  })
})

describe('the sign-in (RFC 8252)', () => {
  const ask = (open: (url: string) => void, patienceMs = 30_000) =>
    signIn({ issuer: gateway.issuer, client: DEMO_CLIENT, scope: 'openid ai', open, patienceMs })

  test('its token is the person’s, and is renewed without them, by a new one of the same sign-in', async () => {
    const { configuration, tokens } = await ask(browserOf('contractor'))
    const renewed = await refreshTokenGrant(configuration, tokens.refresh_token!)
    expect(renewed.access_token).not.toBe(tokens.access_token)
    const claims = [tokens, renewed].map(
      ({ access_token: token }) =>
        JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>,
    )
    expect(claims[1]).toMatchObject({ sub: 'contractor', auth_time: claims[0]!['auth_time'] })
    const headers = { authorization: `Bearer ${renewed.access_token}` }
    expect(await (await fetch(`${gateway.url}/api/v1/me`, { headers })).json()).toMatchObject({ subject: 'contractor' })
  })

  test('an answer in another issuer’s name ends it (RFC 9207)', async () => {
    const mixUp = browserOf('employee', (url) => url.searchParams.set('iss', 'https://evil.example'))
    await expect(ask(mixUp)).rejects.toThrow(ConnectProblem)
  })

  test('an answer to another question isn’t taken, and the right one still is', async () => {
    const { promise: refused, resolve } = Promise.withResolvers<number>()
    const result = await ask((start) => {
      const back = new URL(new URL(start).searchParams.get('redirect_uri')!)
      back.search = '?code=stolen&state=guessed'
      fetch(back)
        .then((answer) => {
          resolve(answer.status)
          browserOf('employee')(start)
        })
        .catch((error: unknown) => trouble.push(error))
    })
    expect(await refused).toBe(404)
    expect(result.tokens.access_token).toBeTruthy()
  })

  test('nobody waits for ever', async () => {
    await expect(ask(() => undefined, 50)).rejects.toThrow('nobody signed in in time')
  })
})

describe('finding the issuer (RFC 9728)', () => {
  test('a gateway of this machine means the issuer of this machine; others are named', async () => {
    expect((await findIssuer(gateway.url, undefined)).issuer).toBe(gateway.issuer)
    await expect(findIssuer(gateway.url, 'https://evil.example')).rejects.toThrow('trusts no issuer')
  })

  test('a gateway that calls itself something else isn’t believed', async () => {
    await expect(findIssuer(gateway.url.replace('127.0.0.1', 'localhost'), undefined)).rejects.toThrow(
      'use that address',
    )
  })

  test('no gateway, no sign-in', async () => {
    await expect(findIssuer(`http://127.0.0.1:${await freePort()}`, undefined)).rejects.toThrow('no gateway answers')
  })
})

test.each([
  [['--help'], 0, /signs you in/i],
  [['--port', 'x'], 2, /--port/],
  [['--nonsense'], 2, /--issuer/],
] as const)('connect %j ends with %i', async (args, code, says) => {
  const lines: string[] = []
  const context = { stdout: (line: string) => lines.push(line), stderr: (line: string) => lines.push(line) }
  expect(await command.run([...args], context as unknown as CommandContext)).toBe(code)
  expect(lines.join('\n')).toMatch(says)
})
