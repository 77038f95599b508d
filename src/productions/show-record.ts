import type { ByteEdit } from '../core/edits.ts'
import { readJson } from '../core/read-json.ts'
import type { StoredEntry } from '../core/record.ts'
import { showJson } from './show-json.ts'
import { showStream } from './show-stream.ts'
import { type Atom, placeholdersIn, type ShownText } from './shown-text.ts'

/** A record as reviewers see it, and as it is released once they have decided. */
export interface ShownRecord {
  readonly exchange: string
  /** RFC 3339 UTC: when its first entry was made. */
  readonly time: string
  /** Facts, then what was asked, then what was answered. Every one can be withheld, in whole or in part. */
  readonly texts: readonly ShownText[]
}

/** The facts of a record that go out with it, by the part's name. */
export const FACTS = ['custodian', 'unit', 'system', 'client', 'purpose', 'matter'] as const
export const PARTS = [...FACTS, 'fields', 'prompt', 'response'] as const
export type RecordPartName = (typeof PARTS)[number]

interface Meta {
  readonly principal?: { readonly subject?: string; readonly unit?: string; readonly client?: string }
  readonly declared?: { readonly purpose?: { readonly id?: string | null }; readonly matter?: string | null }
  readonly system?: string
  readonly recorded?: object
}

const EMPTY = Buffer.alloc(0)

/**
 * Reads an exchange whose contents are all there. What was removed before it was recorded stands as its placeholder, with
 * the value behind it where the record keeps one. `names` are the entities of the policy, in upper case.
 */
export function showRecord(entries: readonly StoredEntry[], names: ReadonlySet<string>): ShownRecord {
  const [first] = entries
  if (first === undefined) throw new Error('an exchange has entries')
  const meta = metaOf(first)
  const asked = entries.filter(({ type }) => type === 'prompt' || type === 'blocked')
  const answered = entries.filter(({ type }) => type !== 'prompt' && type !== 'blocked')
  const prompt = textOf('prompt', asked, names, () => null)
  // One map of an exchange: the same placeholder stands for the same value.
  const values = valuesOf(prompt.atoms)
  const response = textOf('response', answered, names, (shown) => values.get(shown) ?? null)
  const facts: Record<(typeof FACTS)[number], string> = {
    custodian: meta.principal?.subject ?? '',
    unit: meta.principal?.unit ?? '',
    system: meta.system ?? '',
    client: meta.principal?.client ?? '',
    purpose: meta.declared?.purpose?.id ?? '',
    matter: meta.declared?.matter ?? '',
  }
  const fields = Object.keys(meta.recorded ?? {}).length === 0 ? '' : JSON.stringify(meta.recorded)
  return {
    exchange: first.ref ?? first.id,
    time: first.time,
    texts: [...FACTS.map((part) => plain(part, facts[part], names)), plain('fields', fields, names), prompt, response],
  }
}

function plain(part: string, text: string, names: ReadonlySet<string>): ShownText {
  return { part, text, atoms: placeholdersIn(text, [], names, () => null) }
}

/** Bodies of several entries of one side: an answer may be in pieces. */
function textOf(
  part: string,
  entries: readonly StoredEntry[],
  names: ReadonlySet<string>,
  valueOf: (shown: string) => string | null,
): ShownText {
  const body = Buffer.concat(entries.map(({ parts }) => parts['body'] ?? EMPTY))
  const edits = entries.length === 1 ? editsOf(entries[0]!) : []
  const json = showJson(body, edits)
  if (json !== null) {
    const text = json.text()
    const others = placeholdersIn(text, json.atoms, names, valueOf)
    const known = json.atoms.map((atom) => (atom.value === null ? { ...atom, value: valueOf(atom.shown) } : atom))
    return { part, text, atoms: [...known, ...others].toSorted((a, b) => a.start - b.start) }
  }
  const raw = body.toString()
  const text = showStream(raw) ?? raw
  return { part, text, atoms: placeholdersIn(text, [], names, valueOf) }
}

function editsOf({ parts }: StoredEntry): readonly ByteEdit[] {
  const bytes = parts['orig']
  return bytes ? (JSON.parse(bytes.toString()) as { edits: ByteEdit[] }).edits : []
}

function metaOf({ parts }: StoredEntry): Meta {
  const bytes = parts['meta']
  return (bytes ? readJson(bytes.toString('utf8')) : {}) as Meta
}

/** Placeholders without a number may stand for several values: such a one is told of none. */
function valuesOf(atoms: readonly Atom[]): Map<string, string | null> {
  const values = new Map<string, string | null>()
  for (const { shown, value } of atoms) {
    const known = values.get(shown)
    values.set(shown, known !== undefined && known !== value ? null : value)
  }
  return values
}
