import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type App, createApp } from '../app.ts'
import { type Config, ConfigError, type Environment, isLoopback, readConfig } from '../config.ts'
import { loadPolicy } from '../policy/load.ts'
import { policySource } from '../policy-operations/policy-source.ts'
import { markDemoFolder } from '../records/demo-folder.ts'
import { createIdSource } from '../records/ids.ts'
import { createKeyRingFile, readKeyRingFile } from '../records/key-ring.ts'
import { createSigningKeyFile, readSigningKeyFile } from '../records/signing-key.ts'
import { openSecrets } from '../secrets.ts'
import { demoUpstream } from './demo-upstream.ts'
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts'
import { startNotesApplication } from './notes-application.ts'
import { DEMO_APP_SECRET } from './personas.ts'
import { demoPlaces } from './profile-places.ts'

/** Where the demo's parts listen, beside the gateway's own port. */
const OFFSETS = { applications: 1, identityProvider: 2, sandbox: 3, notes: 4 } as const

export interface Demo {
  readonly app: App
  readonly url: string
  readonly applicationsUrl: string
  readonly identityProvider: IdentityProvider
  readonly upstream: { readonly describe: string; lastBody(): string | null }
  readonly vkey: string
  readonly config: Config
  close(): Promise<void>
}

/**
 * The real gateway under a real profile, with what a state would have around it made up on this machine: a directory, a
 * model, an application. An overlay adds to the profile; nothing of it is weakened.
 */
export async function startDemo(env: Environment): Promise<Demo> {
  const config = readConfig({ STATEHOUSE_DATA: './data/demo', ...withoutEmpty(env) })
  const problems: string[] = []
  if (config.production)
    problems.push('NODE_ENV=production: demo mode has made-up people in it; use `statehouse serve`')
  if (!isLoopback(config.host)) problems.push(`STATEHOUSE_HOST=${config.host}: demo mode listens on loopback only`)
  if (problems.length > 0) throw new ConfigError(problems)
  const { port } = config
  const at = (offset: number): number => (port === 0 ? 0 : port + offset)

  const audience = 'urn:statehouse:demo'
  let url = ''
  const [identityProvider, upstream, notes] = await Promise.all([
    startIdentityProvider({ port: at(OFFSETS.identityProvider), audience }),
    demoUpstream(env, at(OFFSETS.sandbox)),
    startNotesApplication(at(OFFSETS.notes), () => url),
  ])
  const clock = { now: () => Date.now() }
  const laidOver = {
    overlay: new URL('../../policies/demo', import.meta.url).pathname,
    values: {
      ISSUER: identityProvider.issuer,
      AUDIENCE: audience,
      APPLICATION_ORIGIN: notes.origin,
      ...demoPlaces(loadPolicy({ folder: config.policies }).profile.id),
      ...upstream.values,
    },
    now: () => clock.now(),
  }
  const source = policySource({ ...laidOver, folder: config.policies, signersFile: config.policySigners })
  const { policy, seal, amended } = source.prepare()
  await mkdir(resolve(config.data, 'keys'), { recursive: true, mode: 0o700 })
  markDemoFolder(config.data)
  const signingKey = await orMake(
    () => readSigningKeyFile(config.logSigningKeyFile),
    () => createSigningKeyFile(config.logSigningKeyFile, config.logOrigin),
  )
  const recordKey = await orMake(
    () => readKeyRingFile(config.recordKeyFile),
    () => createKeyRingFile(config.recordKeyFile),
  )
  const app = await createApp({
    config: { ...config, appsOrigin: config.appsOrigin ?? `http://localhost:${at(OFFSETS.applications)}` },
    policy,
    seal,
    policySource: source,
    amended,
    ...(config.shadowPolicies === null
      ? {}
      : { shadowSource: policySource({ ...laidOver, folder: config.shadowPolicies, signersFile: null }) }),
    secrets: openSecrets({ DEMO_APP_SECRET, ...env }),
    recordKey,
    signingKey,
    clock,
    ids: createIdSource(clock),
    demo: true,
    logLevel: 'warn',
  })
  url = await app.server.listen({ host: config.host, port })
  const applications = await app.applications!.listen({ host: '127.0.0.1', port: at(OFFSETS.applications) })
  return {
    app,
    url,
    applicationsUrl: applications.replace('127.0.0.1', 'localhost'),
    identityProvider,
    upstream,
    vkey: signingKey.vkey,
    config,
    async close() {
      await app.close(2_000)
      await Promise.all([identityProvider.close(), upstream.close(), notes.close()])
    },
  }
}

/** Keys are made once; a demo that is started again reads its own records. */
async function orMake<T>(read: () => Promise<T>, make: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return make()
    throw error
  }
}

function withoutEmpty(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  )
}
