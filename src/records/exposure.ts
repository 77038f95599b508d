import { setImmediate } from 'node:timers/promises'
import { DATA_CLASSES, type DataClass, higherClass } from '../core/decision.ts'
import type { RecordReader } from '../core/ports.ts'
import { readJson } from '../core/read-json.ts'
import type { StoredEntry } from '../core/record.ts'

/** Which exchanges are asked about; times in milliseconds since the epoch, `to` not included. */
export interface ExposureQuery {
  readonly from: number
  readonly to: number
  readonly agency: string
  /** Whether exchanges with this system count. */
  readonly counts: (system: string) => boolean
  /** The class of data that nobody declared. */
  readonly defaultClass: DataClass
  /** Whether values of this entity leave as they are. */
  readonly leaves: (entity: string) => boolean
}

/** What left for AI systems, in numbers: no name, no text. */
export interface Exposure {
  readonly exchanges: number
  readonly people: number
  readonly systems: Readonly<Record<string, number>>
  readonly classes: Readonly<Partial<Record<DataClass, number>>>
  /** How many values of each entity left unredacted. */
  readonly unredacted: Readonly<Record<string, number>>
  /** How many were taken out before. */
  readonly redacted: Readonly<Record<string, number>>
}

/** What of a prompt's record is looked at. */
interface PromptMeta {
  readonly system?: string
  readonly principal?: { readonly issuer: string; readonly subject: string }
  readonly declared?: { readonly dataClass: DataClass | null }
  readonly coverage?: { readonly entities: Readonly<Record<string, number>>; readonly detectedClass: DataClass }
}

/** Entries between two turns of the event loop: others wait no longer than that. */
const ENTRIES_A_TURN = 100

/** Counts over the records themselves, so that nothing depends on an index being complete. */
export async function exposureOf(store: RecordReader, query: ExposureQuery): Promise<Exposure> {
  const people = new Set<string>()
  const systems: Record<string, number> = {}
  const classes: Partial<Record<DataClass, number>> = {}
  const unredacted: Record<string, number> = {}
  const redacted: Record<string, number> = {}
  let exchanges = 0
  const size = await store.size()
  for (let index = await firstFrom(store, query.from, size); index < size; index++) {
    if (index % ENTRIES_A_TURN === 0) await setImmediate()
    const entry = await store.entry(index)
    if (entry === null || Date.parse(entry.time) >= query.to) break
    const meta = promptOf(entry, query.agency)
    if (meta?.system === undefined || !query.counts(meta.system)) continue
    exchanges++
    if (meta.principal) people.add(`${meta.principal.issuer}|${meta.principal.subject}`)
    add(systems, meta.system, 1)
    const said = meta.declared?.dataClass ?? query.defaultClass
    const dataClass = meta.coverage ? higherClass(said, meta.coverage.detectedClass) : said
    classes[dataClass] = (classes[dataClass] ?? 0) + 1
    for (const [entity, count] of Object.entries(meta.coverage?.entities ?? {}))
      add(query.leaves(entity) ? unredacted : redacted, entity, count)
  }
  const ordered = Object.fromEntries(DATA_CLASSES.flatMap((name) => (classes[name] ? [[name, classes[name]]] : [])))
  return { exchanges, people: people.size, systems, classes: ordered, unredacted, redacted }
}

/** Times never go back in the log, so the first entry of a span is found by halving. */
async function firstFrom(store: RecordReader, from: number, size: number): Promise<number> {
  let low = 0
  let high = size
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = await store.entry(middle)
    if (entry !== null && Date.parse(entry.time) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** A prompt that was let through; null for other entries, other agencies, and contents that are gone. */
function promptOf(entry: StoredEntry, agency: string): PromptMeta | null {
  const meta = entry.parts['meta']
  if (entry.type !== 'prompt' || !meta) return null
  if ((JSON.parse(entry.entry) as { agency: string }).agency !== agency) return null
  return readJson(meta.toString('utf8')) as PromptMeta
}

function add(counts: Record<string, number>, name: string, more: number): void {
  counts[name] = (counts[name] ?? 0) + more
}
