import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseVerifierKey } from '../core/signed-note.ts'
import { type CheckedProof, checkProof, type ProvenEntry } from '../records/check-proof.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'checks a folder of proofs and contents that somebody was given, without the gateway'
export const usage = `statehouse log check FOLDER --vkey VKEY [--vkey VKEY]... [--json]

  FOLDER       what \`log prove --out\` wrote: INDEX.tlog-proof, INDEX.entry.json, and any INDEX.PART with INDEX.PART.salt
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
    const names = readdirSync(folder).filter((name) => /^\d+\.tlog-proof$/.test(name))
    if (names.length === 0) throw new Error(`${folder} holds no .tlog-proof`)
    const results = names
      .map((name) => Number(name.split('.')[0]))
      .toSorted((a, b) => a - b)
      .map((index) => outcome(index, () => checkProof(given(folder, index), verifiers)))
    const ok = results.every((result) => result.fault === null)
    if (values.json) context.stdout(JSON.stringify({ ok, entries: results }))
    else for (const line of results.flatMap(lines)) context.stdout(line)
    return ok ? 0 : 1
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

function given(folder: string, index: number): ProvenEntry {
  const read = (name: string): Buffer => readFileSync(join(folder, `${index}.${name}`))
  const parts = readdirSync(folder)
    .filter((name) => name.startsWith(`${index}.`) && name.endsWith('.salt'))
    .map((name) => name.slice(`${index}.`.length, -'.salt'.length))
    .filter((name) => existsSync(join(folder, `${index}.${name}`)))
  return {
    proof: read('tlog-proof').toString(),
    entry: read('entry.json'),
    parts: new Map(parts.map((name) => [name, { content: read(name), salt: read(`${name}.salt`) }])),
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
