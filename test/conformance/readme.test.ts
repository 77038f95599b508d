import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox } from '#src/demo/sandbox/server.ts'
import { project } from '../support/source-files.ts'
import { startGateway, type TestGateway } from '../support/start-gateway.ts'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
let gateway: TestGateway
let accessToken: () => Promise<string>
beforeAll(async () => {
  sandbox = await startSandbox({})
  gateway = await startGateway({ upstream: sandbox.origin })
  accessToken = () => gateway.token('employee')
  await gateway.acknowledge(await accessToken())
})
afterAll(async () => {
  await gateway.close()
  await sandbox.close()
})

/** A JavaScript snippet of the README, pointed at this gateway, with its imports given. */
async function runSnippet(mark: string, result: string): Promise<unknown> {
  const readme = readFileSync(join(project, 'README.md'), 'utf8')
  const snippet = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)]
    .map((match) => match[1]!)
    .find((text) => text.includes(mark))!
  const body = snippet
    .split('\n')
    .filter((line) => !line.startsWith('import '))
    .join('\n')
    .replaceAll('https://ai.example.gov', gateway.url)
    .replace(': typeof fetch', '')
  // oxlint-disable-next-line typescript/no-implied-eval -- the README's own code is what is tested
  const run = new Function(
    'OpenAI',
    'createOpenAI',
    'generateText',
    'accessToken',
    `return (async () => { ${body}; return ${result} })()`,
  )
  return run(OpenAI, createOpenAI, generateText, accessToken)
}

describe('the README’s snippets run as they are written', () => {
  test('the openai SDK with a token function', async () => {
    const before = sandbox.requests.length
    await runSnippet("from 'openai'", 'true')
    expect(sandbox.requests.length).toBe(before + 1)
  })

  test('the Vercel AI SDK with a token function', async () => {
    expect(await runSnippet("from '@ai-sdk/openai'", 'text')).toContain('Made by an AI system')
  })
})
