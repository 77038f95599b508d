import type { TextStretch } from '../../../../pages/production-views.ts'
import type { TellRecord } from '../../../desks/production-desk.ts'

/** A part of a record cut where something was decided, or is still to be: what is withheld stands over what is open. */
export function stretchesOf({ part, text }: TellRecord['parts'][number], record: TellRecord): TextStretch[] {
  const own = <Place extends { readonly part: string }>(places: readonly Place[]): Place[] =>
    places.filter((place) => place.part === part)
  const [withheld, restored] = [own(record.redactions), own(record.restored)]
  const open = record.open.flatMap((place, at) => (place.part === part ? [{ ...place, number: at + 1 }] : []))
  const cuts = new Set([0, text.length])
  for (const { start, end } of [...withheld, ...restored, ...open]) cuts.add(start).add(end)
  const stretches: TextStretch[] = []
  let last: number | null = null
  for (const at of [...cuts].filter((cut) => cut <= text.length).toSorted((a, b) => a - b)) {
    if (last !== null && at > last) add(kindOf(last, text.slice(last, at)))
    last = at
  }
  return stretches

  /** Where the same holds on both sides of a cut, it is none to a reader. */
  function add(next: TextStretch): void {
    const before = stretches.at(-1)
    const isSame = before?.kind === next.kind && before.place === next.place && before.exemption === next.exemption
    if (isSame) stretches[stretches.length - 1] = { ...next, text: before.text + next.text }
    else stretches.push(next)
  }

  function kindOf(start: number, stretch: string): TextStretch {
    const holds = (place: { readonly start: number; readonly end: number }): boolean =>
      place.start <= start && start < place.end
    const hidden = withheld.filter(holds)
    if (hidden.length > 0) {
      const exemption = [...new Set(hidden.map((one) => one.exemption))].join(', ')
      return { text: stretch, kind: 'withheld', place: 0, exemption }
    }
    const waits = open.find(holds)
    if (waits !== undefined) return { text: stretch, kind: 'open', place: waits.number, exemption: null }
    return { text: stretch, kind: restored.some(holds) ? 'restored' : 'plain', place: 0, exemption: null }
  }
}
