import type { DeepReadonly } from './deep-freeze.ts'
import type { Document } from './documents.ts'

type Entry = DeepReadonly<Document<'prohibited'>['entries'][number]>
type System = DeepReadonly<Document<'catalog'>['systems'][number]>

/** The prohibited technology that a system touches by vendor, corporate parent, model family or host, or null. */
export function prohibitedEntryFor(system: System, entries: readonly Entry[]): Entry | null {
  const vendors = [system.vendor.name, system.vendor.parent].filter((name) => name !== undefined).map(fold)
  return (
    entries.find(
      (entry) =>
        entry.vendors.some((name) => vendors.includes(fold(name))) ||
        system.models.some(
          (model) =>
            model.families?.some((family) => entry.families.includes(family)) ||
            namesFamily(model.upstreamModel, entry) ||
            // What takes a model's place on its day is sent what the model was.
            (model.successor !== undefined && namesFamily(model.successor.upstreamModel, entry)),
        ) ||
        isHost(system.upstream.origin, entry),
    ) ?? null
  )
}

/** The prohibited technology that stands at an origin, or null. */
export function prohibitedOrigin(origin: string, entries: readonly Entry[]): Entry | null {
  return entries.find((entry) => isHost(origin, entry)) ?? null
}

/** `example.test.` with its dot is the same host. */
function isHost(origin: string, { hosts }: Entry): boolean {
  const host = new URL(origin).hostname.replace(/\.$/, '')
  return hosts.some((barred) => host === barred || host.endsWith(`.${barred}`))
}

/** The prohibited technology that a model name from a request speaks of, or null. */
export function prohibitedModelName(name: string, entries: readonly Entry[]): Entry | null {
  return entries.find((entry) => namesFamily(name, entry)) ?? null
}

function namesFamily(name: string, entry: Entry): boolean {
  const words = name.toLowerCase().split(/[^a-z0-9]+/)
  return entry.families.some((family) => words.includes(family))
}

function fold(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
