import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBundle } from '../policy-operations/bundle-files.ts'
import { MANIFEST_FILE, manifestDifferences, parseManifest, signManifest } from '../policy-operations/manifest.ts'
import { createSigningKeyFile, readSigningKeyFile } from '../records/signing-key.ts'
import { type PolicyCommandContext, textOf, withArguments } from './policy-arguments.ts'

export const summary = 'signs the manifest of a policy folder'

export const usage = `statehouse policy sign [DIR] --key FILE --as NAME [--json]

  DIR    profile folder with a manifest (policy seal); default: STATEHOUSE_POLICIES
  --key  the signer's key file; made when it isn't there, readable by its owner only
  --as   the signer's name, as the signers file has it; no spaces

Only what lies in the folder and its layers is signed: a file that differs from the manifest is refused. Prints the line for the signers
file (STATEHOUSE_POLICY_SIGNERS).`

export function run(args: readonly string[], context: PolicyCommandContext): Promise<0 | 1 | 2 | 3> {
  const options = { key: { type: 'string' }, as: { type: 'string' } } as const
  return withArguments(args, context, { usage, options, positions: 1 }, async (values, [folder = context.policies]) => {
    const keyFile = textOf(values, 'key')
    const name = textOf(values, 'as')
    if (keyFile === undefined || name === undefined || !/^[^\s+]+$/.test(name)) {
      context.stderr(usage)
      return 2
    }
    const file = join(folder, MANIFEST_FILE)
    if (!existsSync(file)) {
      context.stderr(`${file}: there is no manifest; make it with: policy seal ${folder}`)
      return 1
    }
    const text = readFileSync(file, 'utf8')
    const differences = manifestDifferences(parseManifest(text).manifest, readBundle(folder))
    for (const { path, problem } of differences) context.stderr(`${join(folder, path)}: ${problem}; seal it again`)
    if (differences.length > 0) return 1
    const key = existsSync(keyFile) ? await readSigningKeyFile(keyFile) : await createSigningKeyFile(keyFile, name)
    if (key.name !== name) {
      context.stderr(`${keyFile} is the key of ${key.name}, not of ${name}`)
      return 1
    }
    // In one step, so that a gateway that watches never reads half a manifest.
    writeFileSync(`${file}.next`, signManifest(text, name, key.privateKey))
    renameSync(`${file}.next`, file)
    context.stdout(
      values['json'] === true
        ? JSON.stringify({ file, signer: name, vkey: key.vkey })
        : `${file}: signed by ${name}; in the signers file: signer ROLE ${key.vkey}`,
    )
    return 0
  })
}
