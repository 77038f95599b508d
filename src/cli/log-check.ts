import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseVerifierKey } from '../core/signed-note.ts'
import { type CheckedProof, checkProof, type ProvenEntry } from '../records/check-proof.ts'
import { readIncidentFile } from './incident-file.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'checks a folder of proofs and contents that somebody was given, without the gateway'
export const usage = `statehouse log check FOLDER|FILE --vkey VKEY [--vkey VKEY]... [--json]

  FOLDER       what \`log prove --out\` wrote, or proofs/ of a production, folders in it included: INDEX.tlog-proof, INDEX.entry.json, and any INDEX.PART with INDEX.PART.salt
  FILE         an exported incident: its "proofs" are checked, and each of its steps is held against what its entry says
  --vkey VKEY  the log’s verifier key, from where it is published; and those of witnesses, whose signatures are then shown

Needs nothing but these files. Each part is intact, withheld (not given) or altered. Exit code 1 when anything doesn’t hold.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      vkey: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const folder = positionals[0]
    if (values.help || folder === undefined || positionals.length > 1 || values.vkey === undefined) {
      ;(values.help ? context.stdout : context.stderr)(usage)
      return values.help ? 0 : 2
    }
    const verifiers = values.vkey.map(parseVerifierKey)
    const file = statSync(folder).isFile() ? readIncidentFile(folder) : null
    const found = file === null ? proofsIn(folder) : file.proofs
    if (found.length === 0) throw new Error(`${folder} holds no proof`)
    const results = found
      .toSorted((a, b) => a.index - b.index)
      .map((one) => outcome(one.index, () => checkProof('folder' in one ? given(one) : one.given, verifiers)))
    const words = file?.checkWords() ?? null
    const ok = results.every((result) => result.fault === null) && words?.ok !== false
    if (values.json) context.stdout(JSON.stringify({ ok, entries: results, ...words?.told }))
    else for (const line of [...results.flatMap(lines), ...(words?.lines ?? [])]) context.stdout(line)
    return ok ? 0 : 1
  })
}

/** A proof, and the names of what was handed over beside it. */
interface FoundProof {
  readonly folder: string
  readonly index: number
  /** Of parts whose salt is there. */
  readonly parts: readonly string[]
}

/** Every proof of a folder and of the folders in it. */
function proofsIn(folder: string): FoundProof[] {
  const all = readdirSync(folder, { withFileTypes: true })
  const salts = new Map<number, string[]>()
  for (const { name } of all) {
    const [, index, part] = /^(\d+)\.(.+)\.salt$/.exec(name) ?? []
    if (part !== undefined) salts.set(Number(index), [...(salts.get(Number(index)) ?? []), part])
  }
  return all.flatMap((one) => {
    if (one.isDirectory()) return proofsIn(join(folder, one.name))
    if (!/^\d+\.tlog-proof$/.test(one.name)) return []
    const index = Number(one.name.split('.')[0])
    return [{ folder, index, parts: salts.get(index) ?? [] }]
  })
}

interface Outcome {
  readonly index: number
  readonly checked: CheckedProof | null
  readonly fault: string | null
}

function outcome(index: number, check: () => CheckedProof): Outcome {
  try {
    const checked = check()
    const altered = checked.parts.filter(({ answer }) => answer === 'altered').map(({ name }) => name)
    const isOther = checked.index !== index
    const fault = isOther
      ? `the proof is of entry ${checked.index}`
      : altered.length > 0
        ? `${altered.join(', ')} altered`
        : null
    return { index, checked, fault }
  } catch (error) {
    return { index, checked: null, fault: (error as Error).message }
  }
}

function given({ folder, index, parts }: FoundProof): ProvenEntry {
  const path = (name: string): string => join(folder, `${index}.${name}`)
  const handed = parts.filter((name) => existsSync(path(name)))
  return {
    proof: readFileSync(path('tlog-proof'), 'utf8'),
    entry: readFileSync(path('entry.json')),
    parts: new Map(
      handed.map((name) => [name, { content: readFileSync(path(name)), salt: readFileSync(path(`${name}.salt`)) }]),
    ),
  }
}

function lines({ index, checked, fault }: Outcome): string[] {
  if (checked === null) return [`NOT SOUND ${index}: ${fault}`]
  const { id, type, time, size, parts, witnesses } = checked
  return [
    `${fault === null ? 'sound' : 'NOT SOUND'} ${index}: ${type} ${id} of ${time}, in the log of ${size} entries`,
    ...parts.map(({ name, answer }) => `  ${name}: ${answer}`),
    ...witnesses.map(({ name, at }) => `  cosigned by ${name} at ${at}`),
  ]
}
