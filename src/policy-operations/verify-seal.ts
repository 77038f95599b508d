import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSignedBy } from '../core/signed-note.ts'
import { PolicyError, type Problem } from '../policy/problem.ts'
import type { BundleFiles } from './bundle-files.ts'
import { MANIFEST_FILE, type ManifestFile, manifestDifferences, parseManifest } from './manifest.ts'
import type { Seal } from './prepared-policy.ts'
import { type Signers, signaturesNeeded } from './signers.ts'

export interface SealToVerify {
  readonly folder: string
  readonly files: BundleFiles
  readonly signers: Signers
  readonly profile: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * Holds a bundle, layers and all, against its manifest and the manifest against the signatures that its files need (MO-32). Throws
 * {@link PolicyError} with everything that is missing.
 */
export function verifySeal({ folder, files, signers, profile, now }: SealToVerify): Seal {
  const at = (path: string, problem: string, mend: string): Problem => ({
    file: join(folder, path),
    line: 1,
    column: 1,
    problem,
    mend,
  })
  const read = readManifest(folder)
  if ('problem' in read) throw new PolicyError([at(MANIFEST_FILE, read.problem, 'seal the folder: policy seal DIR')])
  const { manifest, text, note } = read
  const problems = manifestDifferences(manifest, files).map(({ path, problem }) =>
    at(path, problem, 'put the sealed file back, or seal and sign the folder again'),
  )
  if (manifest.profile !== profile)
    problems.push(at(MANIFEST_FILE, `it seals profile ${manifest.profile}, not ${profile}`, 'seal this folder'))
  if (Date.parse(manifest.notBefore) > now)
    problems.push(at(MANIFEST_FILE, `it is not in force before ${manifest.notBefore}`, 'wait, or seal another day'))
  const signed = signers.trusted.filter(({ verifier }) => isSignedBy(note, verifier))
  const missing = new Map<string, string[]>()
  for (const { path, seats } of signaturesNeeded(signers, Object.keys(manifest.files))) {
    if (signed.some(({ role }) => seats.length === 0 || seats.includes(role))) continue
    const who = seats.length === 0 ? 'any trusted signer' : seats.join(' or ')
    missing.set(who, [...(missing.get(who) ?? []), path])
  }
  for (const [who, paths] of missing) {
    const mend = 'have it signed: policy sign DIR --key FILE --as NAME'
    problems.push(at(MANIFEST_FILE, `the signature of ${who} is missing, for ${paths.join(', ')}`, mend))
  }
  if (problems.length > 0) throw new PolicyError(problems)
  return {
    sequence: manifest.sequence,
    manifest: hash('sha256', text, 'hex'),
    notBefore: manifest.notBefore,
    signers: signed.map(({ role, name }) => ({ role, name })),
  }
}

function readManifest(folder: string): ManifestFile | { readonly problem: string } {
  try {
    return parseManifest(readFileSync(join(folder, MANIFEST_FILE), 'utf8'))
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return { problem: isAbsent ? 'the policy isn’t signed' : (error as Error).message }
  }
}
