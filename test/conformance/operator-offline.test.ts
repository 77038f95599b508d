import { afterAll, beforeAll, expect, test } from 'vitest'
import { run as logVerify } from '#src/cli/log-verify.ts'
import type { RecordsContext } from '#src/cli/records-context.ts'
import { run as resumeCommand } from '#src/cli/resume.ts'
import { run as revokeCommand } from '#src/cli/revoke.ts'
import { run as suspendCommand } from '#src/cli/suspend.ts'
import { createKeyRingFile, readKeyRingFile } from '#src/records/key-ring.ts'
import { createSigningKeyFile, readSigningKeyFile } from '#src/records/signing-key.ts'
import { chatAnswer } from '#test/support/answer-events.ts'
import { entriesOf, metaOf } from '#test/support/asking.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { dropFolder, makeFolder } from '#test/support/record-store.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

let folder: string
let upstream: RawUpstream
const said: string[] = []
const shell = (user: string, env: Record<string, string> = {}): RecordsContext => {
  const say = (line: string) => void said.push(line)
  return {
    env: { SUDO_USER: user, ...env },
    stdout: say,
    stderr: say,
    dataFolder: `${folder}/data`,
    recordKeyFile: `${folder}/r`,
    logKeyFile: `${folder}/l`,
  }
}
const start = async (): Promise<TestGateway> =>
  startGateway({
    upstream: upstream.origin,
    folder: `${folder}/data`,
    env: { STATEHOUSE_LOG_ORIGIN: 'log.example.gov/ai' },
    app: { recordKey: await readKeyRingFile(`${folder}/r`), signingKey: await readSigningKeyFile(`${folder}/l`) },
  })
const ask = async (gateway: TestGateway, token: string): Promise<number> => {
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'general-drafting', messages: [{ role: 'user', content: 'Hi' }] }),
  })
  await answer.text()
  return answer.status
}

beforeAll(async () => {
  folder = makeFolder()
  upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Yes.')))
  await createKeyRingFile(`${folder}/r`)
  await createSigningKeyFile(`${folder}/l`, 'log.example.gov/ai')
})
afterAll(async () => {
  await upstream.close()
  dropFolder(folder)
})

test('with no gateway running, what the shell orders is recorded as its user, and holds from the next start', async () => {
  let gateway = await start()
  const token = await gateway.token('employee')
  const gone = await gateway.token('contractor')
  for (const one of [token, gone]) await gateway.acknowledge(one)
  expect([await ask(gateway, token), await ask(gateway, gone)]).toEqual([200, 200])
  const { issuer } = gateway
  await gateway.close()

  expect(await suspendCommand(['--system', 'sandbox', '--reason', 'wrong answers'], shell('alice')), said.join()).toBe(
    0,
  )
  expect(
    await revokeCommand(
      ['--issuer', issuer, '--subject', 'contractor', '--reason', 'left', '--cause', 'separated'],
      shell('alice'),
    ),
  ).toBe(0)
  gateway = await start()
  expect([await ask(gateway, token), await ask(gateway, gone)]).toEqual([403, 401])
  const orders = (await entriesOf(gateway)).map(metaOf).filter(({ signal }) => signal === 'shell')
  expect(orders).toMatchObject([
    { action: 'suspend', by: 'os:alice', target: 'system', value: 'sandbox' },
    { action: 'revoke', by: 'os:alice', subject: 'contractor', cause: 'separated' },
  ])
  await gateway.close()

  expect(await resumeCommand(['--system', 'sandbox', '--reason', 'mended'], shell('alice'))).toBe(0)
  expect(await resumeCommand(['--system', 'sandbox', '--reason', 'mended'], shell('alice'))).toBe(2)
  expect(await resumeCommand(['--system', 'sandbox', '--reason', 'mended'], shell('bob'))).toBe(0)
  gateway = await start()
  expect([await ask(gateway, token), await ask(gateway, gone)]).toEqual([200, 401])
  await gateway.close()
  // The rows follow from the log, those from the shell too.
  expect(await logVerify([], shell('alice')), said.slice(-5).join('\n')).toBe(0)
})

test('with STATEHOUSE_URL and a token the command is the person’s; without the role it is refused in a sentence', async () => {
  const gateway = await start()
  const { writeFile } = await import('node:fs/promises')
  const through = async (persona: string): Promise<RecordsContext> => {
    await writeFile(`${folder}/token`, await gateway.token(persona))
    return shell('alice', { STATEHOUSE_URL: gateway.url, STATEHOUSE_TOKEN_FILE: `${folder}/token` })
  }
  expect(await suspendCommand(['--all', '--reason', 'x'], await through('employee'))).toBe(2)
  expect(said.at(-1)).toContain('roles')
  expect(await suspendCommand(['--all', '--reason', 'x', '--json'], await through('cto'))).toBe(0)
  expect(JSON.parse(said.at(-1)!)).toMatchObject({ target: 'all', by: `${gateway.issuer}|cto` })
  // The person who asked at the API isn't somebody else at the API, but the shell's user is: what holds them apart is said in `--help`.
  expect(await resumeCommand(['--all', '--reason', 'x'], await through('cto'))).toBe(0)
  expect(await resumeCommand(['--all', '--reason', 'x'], await through('cto'))).toBe(2)
  expect(await resumeCommand(['--all', '--reason', 'x'], await through('security-officer'))).toBe(0)
  await gateway.close()
})

test.each([
  ['suspend', suspendCommand, ['--system', 'a', '--unit', 'b', '--reason', 'x']],
  ['suspend', suspendCommand, ['--all']],
  ['suspend', suspendCommand, ['--nothing', '--reason', 'x']],
  ['revoke', revokeCommand, ['--subject', 'no-issuer', '--reason', 'x']],
  ['revoke', revokeCommand, ['--issuer', 'https://a.example']],
  ['resume', resumeCommand, ['--id', 's', '--all', '--reason', 'x']],
] as const)('%s, used wrongly, ends with 2 and touches nothing', async (_name, run, args) => {
  expect(await run([...args], { ...shell('alice'), dataFolder: `${folder}/absent` })).toBe(2)
  const { existsSync } = await import('node:fs')
  expect(existsSync(`${folder}/absent`)).toBe(false)
})
