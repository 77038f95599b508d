import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI from 'openai'
import { type App, createApp } from '#src/app.ts'
import type { AppOptions } from '#src/composition/app-options.ts'
import { readConfig } from '#src/config.ts'
import { type IdentityProvider, startIdentityProvider } from '#src/demo/identity-provider.ts'
import { DEMO_APP_SECRET } from '#src/demo/personas.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { type PolicySource, policySource } from '#src/policy-operations/policy-source.ts'
import type { PreparedPolicy } from '#src/policy-operations/prepared-policy.ts'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { openSecrets } from '#src/secrets.ts'
import { type Changeable, changed } from './changed-policy.ts'

export interface TestGateway {
  readonly app: App
  readonly url: string
  readonly applicationsUrl: string | null
  readonly folder: string
  readonly issuer: string
  readonly logLines: string[]
  token(persona: string): Promise<string>
  /** The official client, as a persona that has acknowledged the notice. */
  client(persona?: string): Promise<OpenAI>
  acknowledge(token: string): Promise<void>
  close(): Promise<void>
}

export interface TestGatewayOptions {
  /** Origin of the upstream that the catalog's sandbox system points at. */
  readonly upstream: string
  readonly application?: string
  readonly folder?: string
  readonly app?: Partial<AppOptions>
  readonly values?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** A profile folder of the test's own: the gateway then follows its changes. */
  readonly profile?: string
  /** Folder of a candidate that is asked beside it. */
  readonly shadow?: string
  readonly signersFile?: string
  /** Makes the policy another one than the demo's. */
  readonly changePolicy?: (policy: Changeable<PolicySet>) => void
}

/** A reload asks for every credential that the catalog names. */
const PROFILE_CREDENTIALS = { MAGNOLIA_API_KEY: 'k1', DELTA_API_KEY: 'k2' }

export const AUDIENCE = 'https://gateway.test'

const prepared = new Map<string, PreparedPolicy>()

/** The files of the repository stand still while tests run. */
function preparedOnce(source: PolicySource, laidOver: object): PreparedPolicy {
  const key = JSON.stringify(laidOver)
  const found = prepared.get(key) ?? source.prepare()
  prepared.set(key, found)
  return found
}

let shared: Promise<IdentityProvider> | null = null
/** One identity provider for a test file: its start is the slow part, and it holds no state that tests could share. */
export function identityProvider(): Promise<IdentityProvider> {
  shared ??= startIdentityProvider({ port: 0, audience: AUDIENCE })
  return shared
}

/** The real gateway on loopback: real store, real identity provider, real policy, in a folder of its own. */
export async function startGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const provider = await identityProvider()
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'statehouse-')))
  const laidOver = {
    overlay: 'policies/demo',
    values: {
      ISSUER: provider.issuer,
      AUDIENCE,
      SANDBOX_ORIGIN: options.upstream,
      APPLICATION_ORIGIN: options.application ?? 'http://127.0.0.1:9',
      ...options.values,
    },
    signersFile: options.signersFile ?? null,
    now: () => Date.now(),
  }
  const source = policySource({ ...laidOver, folder: options.profile ?? 'policies/us-ms-its' })
  const { policy, seal, amended } = options.profile === undefined ? preparedOnce(source, laidOver) : source.prepare()
  const inForce = options.changePolicy === undefined ? policy : changed(policy, options.changePolicy)
  const clock = options.app?.clock ?? { now: () => Date.now() }
  const logLines: string[] = []
  const config = readConfig({
    STATEHOUSE_DATA: folder,
    STATEHOUSE_PORT: '0',
    STATEHOUSE_LOG_ORIGIN: 'test.example/log',
    ...(options.application ? { STATEHOUSE_APPS_ORIGIN: 'http://localhost' } : {}),
    ...options.env,
  })
  const app = await createApp({
    config,
    policy: inForce,
    seal,
    ...(options.profile === undefined ? {} : { policySource: source, amended }),
    ...(options.shadow === undefined ? {} : { shadowSource: policySource({ ...laidOver, folder: options.shadow }) }),
    secrets: openSecrets({
      DEMO_APP_SECRET,
      TEST_UPSTREAM_KEY: 'sk-upstream-secret',
      ...PROFILE_CREDENTIALS,
      ...options.env,
    }),
    recordKey: createKeyRing(),
    signingKey: signingKeyFromSeed('test.example/log', Buffer.alloc(32, 7)),
    clock,
    ids: createIdSource(clock),
    logStream: { write: (line) => void logLines.push(line) },
    demo: true,
    // A busy machine's disk may take the two seconds that a gateway waits: who tests the waiting says how long it is.
    commitSlowMs: 20_000,
    ...options.app,
  })
  const url = await app.server.listen({ host: '127.0.0.1', port: config.port })
  const applicationsUrl =
    app.applications === null
      ? null
      : (await app.applications.listen({ host: '127.0.0.1', port: Number(new URL(config.appsOrigin!).port) })).replace(
          '127.0.0.1',
          'localhost',
        )
  const acknowledge = async (token: string): Promise<void> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const { notices } = (await (await fetch(`${url}/api/v1/notices`, { headers })).json()) as {
      notices: { notice: string }[]
    }
    for (const { notice } of notices) {
      const answer = await fetch(`${url}/api/v1/acknowledgments`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ notice }),
      })
      if (!answer.ok) throw new Error(`acknowledging failed: ${await answer.text()}`)
    }
  }
  const gateway: TestGateway = {
    app,
    url,
    applicationsUrl,
    folder,
    issuer: provider.issuer,
    logLines,
    token: (persona) => provider.tokenFor(persona),
    acknowledge,
    async client(persona = 'employee') {
      const token = await provider.tokenFor(persona)
      await acknowledge(token)
      return new OpenAI({ baseURL: `${url}/v1`, apiKey: token, maxRetries: 0 })
    },
    async close() {
      await app.close(100)
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
  return gateway
}
