import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of the benchmark: asked over its channel, one answer for each question. */
export interface Child {
  readonly pid: number
  readonly url: string
  ask<T>(question: object): Promise<T>
  stop(): Promise<void>
}

export interface ChildOptions {
  /** Processor core, or null where it can't be chosen. */
  readonly core: number | null
  readonly settings?: object
}

interface Answer {
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}

/** Whether processes can be tied to a core here. */
export const canPin = spawnSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' }).status === 0

const GIVE_UP_MS = 5_000

/** Starts `processes/NAME.ts`; resolves once it serves. Its log lines go nowhere, its errors where ours go. */
export async function startChild(name: string, { core, settings = {} }: ChildOptions): Promise<Child> {
  const file = fileURLToPath(new URL(`./processes/${name}.ts`, import.meta.url))
  // With the flags that this process was started with: they are the gateway's.
  const command = [process.execPath, ...process.execArgv, file, JSON.stringify(settings)]
  const argv = core !== null && canPin ? ['taskset', '-c', String(core), ...command] : command
  const child = spawn(argv[0]!, argv.slice(1), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let last = 0
  child.on('message', (message: Answer) => {
    const question = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) question?.resolve(message.value)
    else question?.reject(new Error(`${name}: ${message.error}`))
  })
  child.on('exit', (code, signal) => {
    for (const question of waiting.values()) question.reject(new Error(`${name} ended (${code ?? signal})`))
    waiting.clear()
  })
  const ask = <T>(question: object): Promise<T> => {
    const id = ++last
    const answer = Promise.withResolvers<unknown>()
    waiting.set(id, answer)
    child.send({ id, question })
    return answer.promise as Promise<T>
  }
  const url = await ask<string>({ kind: 'start' })
  return { pid: child.pid!, url, ask, stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.disconnect()
  const timer = setTimeout(() => child.kill('SIGKILL'), GIVE_UP_MS)
  await ended
  clearTimeout(timer)
}
