import { resolve } from 'node:path'
import { ConfigError, type Environment, isLoopback } from '../config.ts'
import { startSandbox } from './sandbox/server.ts'

export interface DemoUpstream {
  /** For the start screen. */
  readonly describe: string
  /** What `${…}` in the overlay's catalog stands for. */
  readonly values: Readonly<Record<string, string>>
  /** The body that the model received last, where the model is ours to ask. */
  lastBody(): string | null
  close(): Promise<void>
}

/** The sandbox model, or the OpenAI-compatible endpoint that `STATEHOUSE_DEMO_UPSTREAM` names (`https://host/v1#model`). */
export async function demoUpstream(env: Environment, port: number): Promise<DemoUpstream> {
  const named = env['STATEHOUSE_DEMO_UPSTREAM']
  if (named === undefined || named === '') {
    const sandbox = await startSandbox({ port })
    return {
      describe: `sandbox model at ${sandbox.origin}`,
      values: { SANDBOX_ORIGIN: sandbox.origin },
      lastBody: () => sandbox.requests.at(-1)?.body ?? null,
      close: () => sandbox.close(),
    }
  }
  const url = URL.parse(named)
  if (url === null || (url.protocol !== 'https:' && !isLoopback(url.hostname))) {
    throw new ConfigError(['STATEHOUSE_DEMO_UPSTREAM: a URL such as https://host/v1#model; http: only to loopback'])
  }
  const model = decodeURIComponent(url.hash.slice(1))
  if (model === '')
    throw new ConfigError(['STATEHOUSE_DEMO_UPSTREAM: name the model after the URL, as in https://host/v1#model'])
  const keyFile = env['STATEHOUSE_DEMO_UPSTREAM_KEY_FILE']
  return {
    describe: `${model} at ${url.origin}`,
    values: {
      SANDBOX_ORIGIN: url.origin,
      SANDBOX_BASE_PATH: url.pathname.replace(/\/$/, ''),
      SANDBOX_NETWORK: isLoopback(url.hostname) ? 'loopback' : 'public',
      SANDBOX_CREDENTIAL: keyFile ? `file:${resolve(keyFile)}` : 'none',
      SANDBOX_MODEL: model,
      SANDBOX_SMALL_MODEL: model,
    },
    lastBody: () => null,
    close: () => Promise.resolve(),
  }
}
