import type { Entity } from './recognizer.ts'

const TAIL = /-----END [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----/
const TAIL_CHARS_MAX = 72
/** The first character that isn't part of the run, for entities without a bound on length. */
const BREAKS: Readonly<Partial<Record<Entity, RegExp>>> = {
  jwt: /[^A-Za-z0-9_.-]/,
  api_key: /[^A-Za-z0-9_.%+/=-]/,
  password: /[\s"'`<>,;]/,
  private_key: /[^A-Za-z0-9+/=\s\\:,.()-]/,
}

/** What of an open run must stay in view, because it may be half an end marker. */
export function openRunReserve(entity: Entity): number {
  return entity === 'private_key' ? TAIL_CHARS_MAX : 0
}

export interface OpenRun {
  /** Everything before this offset belongs to the run. */
  readonly dropped: number
  /** Whether the run ends there. */
  readonly closed: boolean
}

/** How far a run that has begun before `from` goes on in `text`. */
export function openRunEnd(entity: Entity, text: string, from: number, ended: boolean): OpenRun {
  const rest = text.slice(from)
  const breaks = BREAKS[entity]
  if (breaks === undefined) return { dropped: from, closed: true }
  const found = breaks.exec(rest)
  const stop = found === null ? rest.length : found.index
  if (entity === 'private_key') {
    const tail = TAIL.exec(rest.slice(0, stop))
    if (tail !== null) return { dropped: from + tail.index + tail[0].length, closed: true }
    // The end marker may be half here.
    if (found === null && !ended) return { dropped: from + Math.max(0, stop - TAIL_CHARS_MAX), closed: false }
  }
  return { dropped: from + stop, closed: found !== null }
}
