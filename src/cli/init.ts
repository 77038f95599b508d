import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { policyFolders } from '../policy/load.ts'
import { createKeyRingFile } from '../records/key-ring.ts'
import { keyServiceAt } from '../records/kms/key-service.ts'
import { createSigningKeyFile } from '../records/signing-key.ts'

export const summary = 'makes keys and a profile to start from, and prints the identity-provider set-up'

export const usage = `statehouse init [--profile DIR] [--kms ADDRESS]

Makes the key that signs the log and the keys that seal records, each readable by its owner only. Nothing is overwritten.

  --profile  also copies the Mississippi ITS profile there, to be made your own
  --kms      has a key service wrap both files: \`statehouse keys wrap --help\``

export interface InitContext {
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  readonly recordKeyFile: string
  readonly logKeyFile: string
  /** Name of the log; can't be changed later. */
  readonly logOrigin: string
  readonly publicUrl: string
}

const OPTIONS = { profile: { type: 'string' }, kms: { type: 'string' }, help: { type: 'boolean' } } as const
const MODEL_PROFILE = fileURLToPath(new URL('../../policies/us-ms-its', import.meta.url))

/** Copies the model profile with the layers beneath it inside, so that one folder holds all that is decided by. */
function copyProfile(target: string): void {
  const own = { recursive: true, errorOnExist: true, force: false }
  cpSync(MODEL_PROFILE, target, own)
  const file = join(target, 'profile.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('../', ''))
  for (const layer of policyFolders(MODEL_PROFILE).filter((folder) => folder !== MODEL_PROFILE))
    cpSync(layer, join(target, basename(layer)), own)
}

export async function run(args: readonly string[], context: InitContext): Promise<0 | 1 | 2 | 3> {
  let options: { profile?: string; kms?: string; help?: boolean }
  try {
    options = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch {
    context.stderr(usage)
    return 2
  }
  if (options.help) {
    context.stdout(usage)
    return 0
  }
  // All is looked at before anything is made: half an init would be harder to understand than none.
  const inTheWay = [context.logKeyFile, context.recordKeyFile, options.profile].filter(
    (path) => path !== undefined && existsSync(path),
  )
  if (inTheWay.length > 0) {
    for (const path of inTheWay) context.stderr(`${path} exists already and is left as it is; nothing was made`)
    return 1
  }
  try {
    // An address that can't be, or a service that isn't there: said before there is half of it.
    if (options.kms !== undefined) await keyServiceAt(options.kms).newKey()
    const signing = await createSigningKeyFile(context.logKeyFile, context.logOrigin, options.kms)
    const ring = await createKeyRingFile(context.recordKeyFile, options.kms)
    context.stdout(`log signing key  ${context.logKeyFile}`)
    context.stdout(`  publish this: ${signing.vkey}`)
    context.stdout(`record keys      ${context.recordKeyFile} (${ring.id})`)
    context.stdout(
      '  without these two files the records can’t be read or continued: seal them to two custodians, statehouse keys escrow',
    )
    if (options.profile !== undefined) {
      copyProfile(options.profile)
      context.stdout(`profile          ${options.profile}; then: statehouse policy check ${options.profile}`)
    }
  } catch (error) {
    context.stderr(error instanceof Error ? error.message : String(error))
    return 1
  }
  for (const line of identityProviderSetUp(context.publicUrl)) context.stdout(line)
  return 0
}

function identityProviderSetUp(publicUrl: string): string[] {
  return [
    '',
    'Identity provider',
    `  1. Register an API (resource) for the gateway at ${publicUrl}; its identifier is the audience.`,
    '  2. Issue signed access tokens (RFC 9068 where possible: typ at+jwt) of at most 60 minutes.',
    '  3. Put subject type, department, roles and e-mail address into the access token.',
    '  4. Write issuer, jwksUri, audience, algorithms and claim names into issuers.yaml, departments into units.yaml.',
    '  5. Register each app as a client of its own and list it in clients.yaml with its responsible official.',
    '  6. statehouse doctor',
  ]
}
