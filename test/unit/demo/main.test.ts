import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(import.meta.resolve('#src/demo/sandbox/main.ts'))

test('on its own it prints one line, serves, and stops when told', async () => {
  const child = spawn(process.execPath, [main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const origin = /^sandbox model on (http:\/\/127\.0\.0\.1:\d+)\/v1\n$/.exec(line.toString())?.[1]
  expect((await fetch(`${origin}/v1/models`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

test.each([
  ['another address', ['--host', '0.0.0.0']],
  ['no port number', ['--port', 'x']],
  ['an unknown argument', ['--model', 'x']],
])('it does not start with %s', async (_, args) => {
  const child = spawn(process.execPath, [main, ...args], { stdio: 'ignore' })
  expect(await once(child, 'exit')).toEqual([2, null])
})
