import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startIdentityProvider } from '#src/demo/identity-provider.ts'
import { type Child, canPin, startChild } from './child.ts'
import { residentMegabytes } from './measure/memory.ts'
import { pinThread } from './measure/pin-thread.ts'
import { copyPolicies } from './policies.ts'
import { portkeyVersion } from './portkey.ts'
import type { GatewaySettings } from './processes/gateway.ts'

/** Everything that a part of the benchmark measures with. */
export interface Bed {
  readonly load: Child
  readonly upstream: Child
  readonly bare: Child
  readonly plain: Child
  readonly gateway: Child
  /** Null where it isn't installed. */
  readonly portkey: Child | null
  readonly tokens: readonly string[]
  /** The search index has a core beside the gateway's: it isn't on the way of an exchange. */
  readonly indexApart: boolean
  /** Resident memory of the gateway before its first exchange, MB. */
  readonly idleMegabytes: number
  readonly pids: readonly number[]
  /** Another gateway of the same kind that has served nothing yet; the caller stops it. */
  freshGateway(): Promise<Child>
  /** A folder on the disk that records are written to. */
  readonly folder: string
  close(): Promise<void>
}

const AUDIENCE = 'https://gateway.bench'
/** As many different tokens take turns: each is verified once and then known. */
const TOKENS = 200
/** Proxies have the first core for themselves, whatever makes load the second. */
const PROXY_CORE = 0
const LOAD_CORE = 1

/** Starts all processes, with tokens of a person who has acknowledged the notice. */
export async function makeBed(): Promise<Bed> {
  const folder = mkdtempSync(join(tmpdir(), 'statehouse-bench-'))
  // Also after a failure half-way.
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const provider = await startIdentityProvider({ port: 0, audience: AUDIENCE })
  const { profile, overlay } = copyPolicies(folder)
  const upstream = await startChild('mock-upstream', { core: LOAD_CORE })
  const proxied = { core: PROXY_CORE, settings: { upstream: upstream.url } }
  const settings: GatewaySettings = {
    upstream: upstream.url,
    issuer: provider.issuer,
    audience: AUDIENCE,
    folder: join(folder, 'data'),
    profile,
    overlay,
  }
  const [load, bare, plain, portkey, gateway] = await Promise.all([
    startChild('load', { core: LOAD_CORE }),
    startChild('bare-proxy', proxied),
    startChild('plain-proxy', proxied),
    portkeyVersion() === null ? null : startChild('portkey', { core: PROXY_CORE }),
    startChild('gateway', { core: PROXY_CORE, settings }),
  ])
  const proxies = [bare, plain, gateway, ...(portkey === null ? [] : [portkey])]
  const idleMegabytes = residentMegabytes(gateway.pid)
  const indexApart = canPin && pinThread(gateway.pid, 'search-index', LOAD_CORE)
  const tokens: string[] = []
  for (let i = 0; i < TOKENS; i++) tokens.push(await provider.tokenFor('employee'))
  await acknowledge(gateway.url, tokens[0]!)
  const freshGateway = async (): Promise<Child> => {
    const own = { ...settings, folder: mkdtempSync(join(folder, 'fresh-')) }
    const fresh = await startChild('gateway', { core: PROXY_CORE, settings: own })
    await acknowledge(fresh.url, tokens[0]!)
    return fresh
  }
  return {
    load,
    upstream,
    bare,
    plain,
    gateway,
    portkey,
    tokens,
    indexApart,
    freshGateway,
    idleMegabytes,
    pids: [process.pid, ...[load, upstream, ...proxies].map((child) => child.pid)],
    folder,
    async close() {
      await gateway.ask({ kind: 'close' }).catch(() => undefined)
      await Promise.all([load, ...proxies, upstream].map((child) => child.stop()))
      await provider.close()
    },
  }
}

async function acknowledge(url: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/v1/notices`, { headers })
  const { notices } = (await answer.json()) as { notices: { notice: string }[] }
  for (const { notice } of notices) {
    const done = await fetch(`${url}/api/v1/acknowledgments`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ notice }),
    })
    if (!done.ok) throw new Error(`acknowledging the notice failed: ${done.status}`)
  }
}
