import type { CodingRow } from '../../core/records-request.ts'

/** Codings of one request by their exchange, in some thirty bytes each. */
export interface CompactCodings {
  /** Codings come in the order of their exchanges; throws where one doesn't. */
  add(row: CodingRow): void
  get(exchange: string): CodingRow | undefined
}

/** A UUID without its hyphens. */
const ID_BYTES = 16
const FIRST_ROOM = 1_024

/** What reviewers say of a hundred thousand records differs in little but the record and the time, and is kept so. */
export function compactCodings(request: string): CompactCodings {
  const kinds: Pick<CodingRow, 'coding' | 'exemptions' | 'by'>[] = []
  const kindOf = new Map<string, number>()
  let room = FIRST_ROOM
  let exchanges = Buffer.alloc(room * ID_BYTES)
  let said = new Uint32Array(room)
  let at = new Float64Array(room)
  let count = 0

  function grow(): void {
    room *= 2
    const [before, kind, time] = [exchanges, said, at]
    exchanges = Buffer.alloc(room * ID_BYTES)
    before.copy(exchanges)
    said = new Uint32Array(room)
    said.set(kind)
    at = new Float64Array(room)
    at.set(time)
  }

  function compare(id: Buffer, place: number): number {
    return id.compare(exchanges, place * ID_BYTES, (place + 1) * ID_BYTES)
  }

  return {
    add({ coding, exemptions, by, exchange, at: when }) {
      const name = JSON.stringify([coding, exemptions, by])
      let kind = kindOf.get(name)
      if (kind === undefined) {
        kind = kinds.push({ coding, exemptions, by }) - 1
        kindOf.set(name, kind)
      }
      const id = bytesOf(exchange)
      if (count > 0 && compare(id, count - 1) <= 0) throw new Error('codings come in the order of their exchanges')
      if (count === room) grow()
      id.copy(exchanges, count * ID_BYTES)
      said[count] = kind
      at[count] = Date.parse(when)
      count++
    },
    get(exchange) {
      const id = bytesOf(exchange)
      let low = 0
      for (let high = count; low < high; ) {
        const middle = (low + high) >>> 1
        if (compare(id, middle) > 0) low = middle + 1
        else high = middle
      }
      if (low === count || compare(id, low) !== 0) return undefined
      return { request, exchange, ...kinds[said[low]!]!, at: new Date(at[low]!).toISOString() }
    },
  }
}

function bytesOf(exchange: string): Buffer {
  const id = Buffer.from(exchange.replaceAll('-', ''), 'hex')
  if (id.byteLength !== ID_BYTES) throw new Error(`${exchange} is no exchange’s id`)
  return id
}
