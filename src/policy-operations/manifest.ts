import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../core/canonical-json.ts'
import { readJson } from '../core/read-json.ts'
import { noteSignatureLine, parseSignedNote, type SignedNote } from '../core/signed-note.ts'
import { type BundleFiles, textDigest } from './bundle-files.ts'

/** File of a bundle that says what is in it and who signed that. */
export const MANIFEST_FILE = 'manifest.note'

const HEAD = 'statehouse-policy-manifest/v1'

const manifestSchema = z.strictObject({
  /** Path from the profile → SHA-256 of the file, lower-case hex; layers are among them (`../base/classes.yaml`). */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
  /** RFC 3339 UTC: not in force before. */
  notBefore: z.iso.datetime(),
  profile: z.string().min(1),
  sequence: z.number().int().min(1),
})

export type Manifest = Readonly<z.infer<typeof manifestSchema>>

/** What stands in a bundle: each file with its digest. */
export function makeManifest(files: BundleFiles, rest: Omit<Manifest, 'files'>): Manifest {
  const digests = [...files.texts].map(([path, text]) => [path, textDigest(text)] as const)
  return { ...rest, files: Object.fromEntries(digests) }
}

/** The text that is signed: a line that says what it is, and the manifest as canonical JSON (RFC 8785). */
export function manifestText(manifest: Manifest): string {
  return `${HEAD}\n${canonicalJson(manifest)}\n`
}

/** A manifest file: unsigned, or a signed note (C2SP signed-note) with one line for each signer. */
export interface ManifestFile {
  readonly manifest: Manifest
  readonly text: string
  readonly note: SignedNote
}

/** Reads a manifest file without trusting it; throws with what is wrong. */
export function parseManifest(file: string): ManifestFile {
  const note = file.includes('\n\n') ? parseSignedNote(file) : { text: file, signatures: [] }
  const [head, body, rest] = note.text.split('\n')
  if (head !== HEAD || body === undefined || rest !== '') throw new Error('it is not a policy manifest')
  const parsed = manifestSchema.safeParse(readJson(body))
  if (!parsed.success) throw new Error('it is not a policy manifest of this version')
  if (manifestText(parsed.data) !== note.text) throw new Error('the manifest is not in canonical form')
  return { manifest: parsed.data, text: note.text, note }
}

/** The manifest file with one more signature; a signature by the same key is replaced. */
export function signManifest(file: string, name: string, key: KeyObject): string {
  const { text, note } = parseManifest(file)
  const line = noteSignatureLine(text, name, key)
  const ownId = parseSignedNote(`${text}\n${line}`).signatures[0]!
  const others = note.signatures
    .filter((one) => !(one.name === ownId.name && one.keyId.equals(ownId.keyId)))
    .map((one) => `\u2014 ${one.name} ${Buffer.concat([one.keyId, one.signature]).toString('base64')}\n`)
  return `${text}\n${others.join('')}${line}`
}

/** Paths whose content differs from the manifest, that it lacks, or that are missing. */
export function manifestDifferences(manifest: Manifest, files: BundleFiles): { path: string; problem: string }[] {
  const listed = new Set(Object.keys(manifest.files))
  const changed = [...files.texts].flatMap(([path, text]) => {
    const digest = Object.hasOwn(manifest.files, path) ? manifest.files[path] : undefined
    listed.delete(path)
    if (digest === undefined) return [{ path, problem: 'the file is not in the manifest' }]
    return digest === textDigest(text) ? [] : [{ path, problem: 'the file is not the one that was sealed' }]
  })
  return [...changed, ...[...listed].map((path) => ({ path, problem: 'the file is sealed and missing' }))]
}
