import type { MetaFolder } from '../sqlite/meta-folder.ts'

/** A call as the log tells it. */
export interface OwnCall {
  readonly exchange: string
  /** Milliseconds since the epoch: when its prompt was recorded, and when its end was; null: it has none yet. */
  readonly from: number
  readonly to: number | null
  /** The vendor's ids of it; none where it was cut off before the vendor named it, or its record was destroyed. */
  readonly ids: readonly string[]
}

interface EndMeta {
  readonly forwarded?: boolean
  readonly upstream?: { readonly id?: string | null }
  readonly vendorId?: string | null
}

/** Calls to these systems whose prompts were recorded in a span of time (milliseconds since the epoch). */
export function ownCalls(folder: MetaFolder, systems: ReadonlySet<string>, from: number, to: number): OwnCall[] {
  const calls = new Map<string, { from: number; to: number | null; ids: string[] }>()
  const timeOf = (index: number): number => Date.parse(folder.reader.entry(index)!.time)
  const { from: first, to: end } = folder.since(new Date(from).toISOString())
  for (const { index, ref, meta } of folder.metas(
    ['prompt', 'response', 'error', 'interrupted', 'blocked'],
    first,
    end,
  )) {
    if (ref === null || meta === null) continue
    const said = JSON.parse(meta.toString()) as EndMeta & { readonly system?: string; readonly decision?: string }
    const call = calls.get(ref)
    if (call !== undefined) {
      // A prompt whose recording was late was never sent.
      if (said.forwarded === false) calls.delete(ref)
      else {
        call.to = timeOf(index)
        call.ids.push(...[said.upstream?.id, said.vendorId].filter((id) => typeof id === 'string'))
      }
    } else if (said.decision === 'allow' && systems.has(said.system ?? '')) {
      const at = timeOf(index)
      if (at <= to) calls.set(ref, { from: at, to: null, ids: [] })
    }
  }
  return [...calls].map(([exchange, call]) => ({ exchange, ...call }))
}
