import { isIP } from 'node:net'
import { z } from 'zod'

/**
 * The environment, read once and nowhere else (secrets: `secrets.ts`). Each variable stands here with its meaning, default
 * and example; the table in `README.md` is generated from it and a test holds the two together.
 */
export const VARIABLES = {
  POLICIES: {
    meaning: 'Profile folder: one deployment, one profile, one log.',
    default: './policies/us-ms-its',
    example: '/etc/statehouse/policies',
  },
  POLICY_SIGNERS: {
    meaning: 'File that names whose signatures a policy needs. Set: an unsigned or older policy is refused.',
    default: 'none (signatures not asked for)',
    example: '/etc/statehouse/policy-signers',
  },
  SHADOW_POLICIES: {
    meaning: 'Folder of a candidate policy that is asked beside the one in force; it changes no answer.',
    default: 'none',
    example: '/etc/statehouse/candidate',
  },
  DATA: { meaning: 'Folder of the record store, keys and index.', default: './data', example: '/var/lib/statehouse' },
  DATABASE_URL: {
    meaning: 'PostgreSQL that holds the log of many gateways; beyond this machine with `sslmode=verify-full`.',
    default: 'none (the log is in DATA)',
    example: 'postgres://gateway@db.its.ms.gov/statehouse?sslmode=verify-full',
  },
  MIRROR: {
    meaning:
      'Folder on a second disk, or object store (`s3+https://HOST/BUCKET/PREFIX?region=R&credential=file:PATH`, a line `ID:SECRET`), that has each record within a second; /readyz shows how far it is.',
    default: 'none',
    example: '/mnt/second/statehouse',
  },
  ANCHOR: {
    meaning:
      'File on another disk or machine that keeps the newest checkpoint: a store behind it is not served (exit 3).',
    default: 'none',
    example: '/mnt/anchor/checkpoint',
  },
  WITNESSES: {
    meaning: 'File that names the witnesses of the log and their quorum (C2SP tlog-policy).',
    default: 'none (not independently witnessed)',
    example: '/etc/statehouse/witnesses',
  },
  HOST: {
    meaning: 'Address to listen on. Other than loopback needs TLS or a listed proxy.',
    default: '127.0.0.1',
    example: '0.0.0.0',
  },
  PORT: { meaning: 'Port to listen on.', default: '8080', example: '443' },
  PUBLIC_URL: {
    meaning: 'The gateway as callers name it.',
    default: 'http://HOST:PORT',
    example: 'https://ai.its.ms.gov',
  },
  APPS_ORIGIN: {
    meaning: 'Origin for approved applications: another host name than the gateway’s.',
    default: 'none (no applications)',
    example: 'https://apps.ai.its.ms.gov',
  },
  TLS_CERT: { meaning: 'Certificate chain (PEM file).', default: 'none', example: '/etc/statehouse/tls.crt' },
  TLS_KEY: { meaning: 'Private key (PEM file).', default: 'none', example: '/etc/statehouse/tls.key' },
  TLS_CLIENT_CA: {
    meaning: 'Authority of client certificates (PEM file), for tokens that are bound to one (RFC 8705).',
    default: 'none (not asked for)',
    example: '/etc/statehouse/client-ca.pem',
  },
  TRUSTED_PROXIES: {
    meaning: 'Addresses or CIDRs of TLS-terminating proxies in front, comma-separated; their Client-Cert is believed.',
    default: 'none',
    example: '10.1.2.0/24',
  },
  OPERATIONS: {
    meaning: 'Addresses or CIDRs that may read /metrics and the reasons in /readyz, comma-separated.',
    default: '127.0.0.1,::1',
    example: '10.9.0.0/16',
  },
  CA: {
    meaning: 'More certificate authorities that upstreams may chain to (PEM file).',
    default: 'none',
    example: '/etc/statehouse/agency-ca.pem',
  },
  EGRESS_PROXY: {
    meaning:
      'HTTP proxy to the Internet, for public upstreams, identity providers and witnesses: a tunnel each, in which certificates are verified as without it. It looks names up, so that addresses behind them can’t be checked.',
    default: 'none (direct)',
    example: 'http://proxy.its.ms.gov:3128',
  },
  EGRESS_DIRECT: {
    meaning: 'Hosts, and `.suffixes` of them, that are reached without that proxy, comma-separated.',
    default: 'none but this machine and the catalog’s private networks',
    example: '.its.ms.gov',
  },
  WORKERS: {
    meaning: 'Gateways of this machine, each a process, on one port; more than one needs DATABASE_URL.',
    default: '1',
    example: '4',
  },
  INSTANCE: { meaning: 'Name of this instance in the log.', default: 'gw-1', example: 'gw-2' },
  LOG_ORIGIN: {
    meaning: 'Name of the log: schema-less URL, also the key’s name. Never changes.',
    default: 'statehouse.local/ai',
    example: 'log.its.ms.gov/ai',
  },
  LOG_SIGNING_KEY: {
    meaning: 'File with the log’s Ed25519 signing key; made by `init`.',
    default: 'DATA/keys/log-signing-key.json',
    example: '/run/secrets/log-key',
  },
  RECORD_KEY: {
    meaning: 'File with the keys that record contents are sealed with; made by `init`.',
    default: 'DATA/keys/record-key.json',
    example: '/run/secrets/record-key',
  },
  URL: { meaning: 'Command line: the running gateway to talk to.', default: 'none', example: 'https://ai.its.ms.gov' },
  TOKEN_FILE: { meaning: 'Command line: file with an access token.', default: 'none', example: './token' },
  DEMO_UPSTREAM: {
    meaning: 'Demo: a real OpenAI-compatible endpoint in place of the sandbox model.',
    default: 'none',
    example: 'https://api.example.com/v1',
  },
  DEMO_UPSTREAM_KEY_FILE: {
    meaning: 'Demo: file with that endpoint’s key.',
    default: 'none',
    example: './upstream-key',
  },
} as const

export type VariableName = keyof typeof VARIABLES
export type Environment = Readonly<Record<string, string | undefined>>

export interface Config {
  readonly policies: string
  readonly policySigners: string | null
  readonly shadowPolicies: string | null
  readonly data: string
  /** Holds a password: shown nowhere. */
  readonly databaseUrl: string | null
  readonly mirror: string | null
  readonly anchor: string | null
  readonly witnesses: string | null
  readonly host: string
  readonly port: number
  readonly publicUrl: string
  readonly appsOrigin: string | null
  readonly tls: { readonly cert: string; readonly key: string; readonly clientCa: string | null } | null
  readonly trustedProxies: readonly string[]
  readonly operations: readonly string[]
  readonly caFile: string | null
  readonly egressProxy: { readonly url: string; readonly direct: readonly string[] } | null
  readonly workers: number
  readonly instance: string
  readonly logOrigin: string
  readonly logSigningKeyFile: string
  readonly recordKeyFile: string
  readonly production: boolean
}

/** A configuration that the gateway refuses to start with; each problem names the variable and the mend. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`configuration refused:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

const port = z.coerce.number().int().min(0).max(65_535)
const workerCount = z.coerce.number().int().min(1).max(64)

/** Reads and checks the environment; throws {@link ConfigError} with every problem at once. */
export function readConfig(env: Environment): Config {
  const problems: string[] = []
  const value = (name: VariableName): string | undefined => env[`STATEHOUSE_${name}`] || undefined
  for (const name of Object.keys(env)) {
    if (name.startsWith('STATEHOUSE_') && !(name.slice('STATEHOUSE_'.length) in VARIABLES)) {
      problems.push(`${name}: no such variable; the list is in README.md`)
    }
  }
  const list = (name: VariableName, fallback: string): string[] =>
    (value(name) ?? fallback)
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
  const host = value('HOST') ?? '127.0.0.1'
  const parsedPort = port.safeParse(value('PORT') ?? '8080')
  if (!parsedPort.success) problems.push('STATEHOUSE_PORT: not a port number (0 to 65535)')
  const cert = value('TLS_CERT')
  const key = value('TLS_KEY')
  if ((cert === undefined) !== (key === undefined))
    problems.push('STATEHOUSE_TLS_CERT and STATEHOUSE_TLS_KEY: set both or neither')
  const trustedProxies = list('TRUSTED_PROXIES', '')
  const clientCa = value('TLS_CLIENT_CA') ?? null
  if (clientCa !== null && cert === undefined)
    problems.push(
      'STATEHOUSE_TLS_CLIENT_CA: client certificates are checked where TLS ends; set STATEHOUSE_TLS_CERT too',
    )
  const tls = cert !== undefined && key !== undefined ? { cert, key, clientCa } : null
  if (!isLoopback(host) && tls === null && trustedProxies.length === 0) {
    problems.push(
      `STATEHOUSE_HOST=${host}: listening beyond this machine needs STATEHOUSE_TLS_CERT and _KEY, or STATEHOUSE_TRUSTED_PROXIES`,
    )
  }
  const logOrigin = value('LOG_ORIGIN') ?? 'statehouse.local/ai'
  if (!/^[a-z0-9.-]+(\/[A-Za-z0-9._~-]+)*$/.test(logOrigin))
    problems.push('STATEHOUSE_LOG_ORIGIN: a schema-less URL without spaces or plus signs')
  const databaseUrl = value('DATABASE_URL') ?? null
  if (databaseUrl !== null) problems.push(...databaseProblems(databaseUrl))
  if (databaseUrl !== null && value('MIRROR') !== undefined)
    problems.push('STATEHOUSE_MIRROR: copies the embedded store; a database is mirrored by a standby of its own')
  const egressProxy = value('EGRESS_PROXY') ?? null
  if (egressProxy !== null) problems.push(...egressProxyProblems(egressProxy))
  if (egressProxy === null && value('EGRESS_DIRECT') !== undefined)
    problems.push('STATEHOUSE_EGRESS_DIRECT: names what is reached without STATEHOUSE_EGRESS_PROXY, which isn’t set')
  const workers = workerCount.safeParse(value('WORKERS') ?? '1')
  if (!workers.success) problems.push('STATEHOUSE_WORKERS: not a number from 1 to 64')
  else if (workers.data > 1 && databaseUrl === null)
    problems.push('STATEHOUSE_WORKERS: the embedded store has one writer; more than one needs STATEHOUSE_DATABASE_URL')
  const publicUrl =
    value('PUBLIC_URL') ?? `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${parsedPort.data}`
  const appsOrigin = value('APPS_ORIGIN')?.replace(/\/$/, '') ?? null
  if (appsOrigin !== null) problems.push(...appsOriginProblems(appsOrigin, publicUrl))
  if (problems.length > 0) throw new ConfigError(problems)
  const data = value('DATA') ?? './data'
  return {
    policies: value('POLICIES') ?? './policies/us-ms-its',
    policySigners: value('POLICY_SIGNERS') ?? null,
    shadowPolicies: value('SHADOW_POLICIES') ?? null,
    data,
    databaseUrl,
    mirror: value('MIRROR') ?? null,
    anchor: value('ANCHOR') ?? null,
    witnesses: value('WITNESSES') ?? null,
    host,
    port: parsedPort.data as number,
    publicUrl: publicUrl.replace(/\/$/, ''),
    appsOrigin,
    tls,
    trustedProxies,
    operations: list('OPERATIONS', '127.0.0.1,::1'),
    caFile: value('CA') ?? null,
    egressProxy: egressProxy === null ? null : { url: egressProxy, direct: list('EGRESS_DIRECT', '') },
    workers: workers.data ?? 1,
    instance: value('INSTANCE') ?? 'gw-1',
    logOrigin,
    logSigningKeyFile: value('LOG_SIGNING_KEY') ?? `${data}/keys/log-signing-key.json`,
    recordKeyFile: value('RECORD_KEY') ?? `${data}/keys/record-key.json`,
    production: env['NODE_ENV'] === 'production',
  }
}

/** Scripts and cookies of applications must share nothing with the pages, and ports don't part cookies. */
function appsOriginProblems(text: string, publicUrl: string): string[] {
  const [apps, pages] = [URL.parse(text), URL.parse(publicUrl)]
  const name = `STATEHOUSE_APPS_ORIGIN=${text}`
  if (apps === null || !/^https?:$/.test(apps.protocol) || apps.origin !== text)
    return [`${name}: an origin alone, such as https://ai-apps.example.gov`]
  if (apps.hostname === pages?.hostname)
    return [`${name}: must be another host name than that of STATEHOUSE_PUBLIC_URL`]
  if (pages?.protocol === 'https:' && apps.protocol !== 'https:')
    return [`${name}: must be https:, as STATEHOUSE_PUBLIC_URL is`]
  return []
}

/** A password in it would be in every list of processes: the agency's proxy knows this machine by its address. */
function egressProxyProblems(text: string): string[] {
  const url = URL.parse(text)
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search + url.hash === ''
  if (!isPlain) return ['STATEHOUSE_EGRESS_PROXY: not an address of the form http://HOST:PORT']
  if (url.username !== '' || url.password !== '')
    return ['STATEHOUSE_EGRESS_PROXY: must hold no credential; let the proxy admit this machine']
  return []
}

/** What is wrong with a database's address. It may hold a password, so it is never repeated. */
function databaseProblems(text: string): string[] {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2)
    return ['STATEHOUSE_DATABASE_URL: not an address of the form postgres://USER@HOST/DATABASE']
  // Both may be given by parameter as well, and the last one counts.
  const host = url.searchParams.getAll('host').at(-1) ?? url.hostname
  const isHere = host === '' || host.startsWith('/') || isLoopback(host)
  if (isHere || url.searchParams.getAll('sslmode').at(-1) === 'verify-full') return []
  return ['STATEHOUSE_DATABASE_URL: a database beyond this machine needs sslmode=verify-full']
}

/** True for literal loopback addresses and `localhost`. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1' || host === '[::1]') return true
  return isIP(host) === 4 && host.startsWith('127.')
}
