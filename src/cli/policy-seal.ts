import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MANIFEST_FILE, makeManifest, manifestText, parseManifest } from '../policy-operations/manifest.ts'
import { preparePolicy, readOrRefuse } from '../policy-operations/prepare-policy.ts'
import { type PolicyCommandContext, textOf, withArguments } from './policy-arguments.ts'

export const summary = 'writes the manifest of a policy folder, to be signed'

export const usage = `statehouse policy seal [DIR] [--sequence N] [--not-before TIME] [--json]

  DIR           profile folder; default: STATEHOUSE_POLICIES
  --sequence    number of this bundle; default: one more than the manifest that lies there, else 1
  --not-before  RFC 3339 time in UTC from which it may come into force; default: now

The folder must be sound and its tests must hold; its layers are sealed with it. Signatures on an earlier manifest are
gone: everybody signs what they see.`

export function run(args: readonly string[], context: PolicyCommandContext): Promise<0 | 1 | 2 | 3> {
  const options = { sequence: { type: 'string' }, 'not-before': { type: 'string' } } as const
  return withArguments(args, context, { usage, options, positions: 1 }, (values, [folder = context.policies]) => {
    // One reading: what is sealed is what was tested.
    const files = readOrRefuse(folder)
    const { policy } = preparePolicy({ folder, files, signers: null, now: Date.now() })
    const file = join(folder, MANIFEST_FILE)
    const sequence = Number(textOf(values, 'sequence') ?? sequenceAt(file) + 1)
    const notBefore = new Date(textOf(values, 'not-before') ?? Date.now())
    if (!Number.isSafeInteger(sequence) || sequence < 1 || Number.isNaN(notBefore.getTime())) {
      context.stderr(usage)
      return 2
    }
    const rest = { sequence, notBefore: notBefore.toISOString(), profile: policy.profile.id }
    const manifest = makeManifest(files, rest)
    writeFileSync(file, manifestText(manifest))
    const count = Object.keys(manifest.files).length
    context.stdout(
      values['json'] === true
        ? JSON.stringify({ file, ...rest, files: count })
        : `${file}: bundle ${sequence}, ${count} files; now have it signed: policy sign ${folder} --key FILE --as NAME`,
    )
    return 0
  })
}

function sequenceAt(file: string): number {
  return existsSync(file) ? parseManifest(readFileSync(file, 'utf8')).manifest.sequence : 0
}
