import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createKeyRingFile, type KeyRing, readKeyRingFile } from '#src/records/key-ring.ts'
import { type SigningKey, signingKeyFromSeed } from '#src/records/signing-key.ts'

export const AUDIENCE = 'https://gateway.test'

export interface GatewaySettings {
  readonly folder: string
  readonly issuer: string
  readonly upstream: string
}

export interface SpawnedGateway {
  readonly url: string
  readonly process: ChildProcess
  /** What the process uses; `kept` after a collection. */
  memory(what: 'used' | 'kept'): Promise<NodeJS.MemoryUsage>
  /** As a crash ends it: nothing is written, nothing is said. */
  kill(): Promise<void>
}

/** Keys in a file beside the records, so that the next process opens what the last one sealed. */
export async function keysOf({
  folder,
}: Pick<GatewaySettings, 'folder'>): Promise<{ recordKey: KeyRing; signingKey: SigningKey }> {
  const file = join(folder, 'test-record-key.json')
  const recordKey = existsSync(file) ? await readKeyRingFile(file) : await createKeyRingFile(file)
  return { recordKey, signingKey: signingKeyFromSeed('test.example/log', Buffer.alloc(32, 7)) }
}

/** Resolves once it listens: what an earlier process left open has been ended by then. */
export async function spawnGateway(settings: GatewaySettings): Promise<SpawnedGateway> {
  const program = fileURLToPath(new URL('./gateway-process.ts', import.meta.url))
  const child = fork(program, [JSON.stringify(settings)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  })
  const exited = once(child, 'exit')
  const started = await Promise.race([once(child, 'message'), exited.then(() => null)])
  if (started === null) throw new Error('the gateway’s process ended before it listened')
  const [{ url }] = started as [{ url: string }]
  return {
    url,
    process: child,
    async memory(what) {
      const answered = once(child, 'message') as Promise<[{ memory: NodeJS.MemoryUsage }]>
      child.send(what)
      return (await answered)[0].memory
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
