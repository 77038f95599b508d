import { applyEdits, type Edit } from '../core/edits.ts'
import type { RedactionEngine } from './engine.ts'
import type { StreamDecision, StreamTransform } from './hold-back.ts'
import { openRunEnd, openRunReserve } from './open-run.ts'
import type { Entity, Span } from './recognizer.ts'
import { kindOnly } from './replacements.ts'
import { WHOLE_TEXT_ENTITIES } from './whole-text.ts'

/** What happens to an identifier in an answer. */
export type OutputOperator = 'allow' | 'flag' | 'redact' | 'mask' | 'hash'

/** What takes a value's place; its kind where nothing else is asked for. */
export type Replacement = (entity: Entity, value: string) => string

export interface OutputScan {
  /** A whole answer. */
  scanText(text: string): { text: string; edits: Edit[] }
  /** A stage for one streamed text; its own for each choice, part or argument. */
  transform(): StreamTransform
  /** Identifiers that were flagged or redacted so far, by entity. */
  readonly flagged: ReadonlyMap<Entity, number>
  readonly redacted: ReadonlyMap<Entity, number>
}

const REMOVING: ReadonlySet<OutputOperator> = new Set(['redact', 'mask', 'hash'])

/** What waits at most, while it isn't known to be an identifier. */
const HELD_CHARS_MAX = 256

/** Looks for identifiers in what a model answers. Entities without an operator are allowed. */
export function createOutputScan(
  engine: RedactionEngine,
  operators: Readonly<Partial<Record<Entity, OutputOperator>>>,
  replacement: Replacement = kindOnly,
): OutputScan {
  const flagged = new Map<Entity, number>()
  const redacted = new Map<Entity, number>()
  const removes = new Set(engine.entities.filter((entity) => REMOVING.has(operators[entity] ?? 'allow')))
  const flags = new Set(engine.entities.filter((entity) => operators[entity] === 'flag'))
  // Each kind is looked for alone: an identifier that only counts must not hide one that has to go.
  const remover = engine.only(removes, { tables: false })
  const flagger = engine.only(flags, { tables: false })
  const streamed = {
    removes: removes.difference(WHOLE_TEXT_ENTITIES),
    flags: flags.difference(WHOLE_TEXT_ENTITIES),
  }
  const streamRemover = engine.only(streamed.removes, { tables: false })
  const streamFlagger = engine.only(streamed.flags, { tables: false })
  const watches = removes.size > 0 || flags.size > 0

  function scanText(text: string): { text: string; edits: Edit[] } {
    if (!watches) return { text, edits: [] }
    if (flags.size > 0) for (const span of flagger.find(text)) count(flagged, span)
    const spans = removes.size > 0 ? remover.find(text) : []
    for (const span of spans) count(redacted, span)
    const edits = spans.map((span) => removal(text, span, span.start, span.end))
    return { text: applyEdits(text, edits), edits }
  }

  function transform(): StreamTransform {
    /** The entity of a run that was replaced before it ended; its rest is dropped. */
    let open: Entity | null = null
    /** Where the text still in view starts, from the stream's start: an open run is no context for what follows it. */
    let origin = 0
    let counted = -1

    return {
      decide(text, from, ended, base): StreamDecision {
        if (streamed.removes.size + streamed.flags.size === 0) return { to: text.length, edits: [] }
        const edits: Edit[] = []
        let at = from
        if (open !== null) {
          const rest = openRunEnd(open, text, at, ended)
          if (rest.dropped > at) edits.push({ start: at, end: rest.dropped, text: '' })
          at = rest.dropped
          if (!rest.closed) return { to: at, edits }
          open = null
          origin = base + at
        }
        const first = Math.max(0, origin - base)
        const view = first === 0 ? text : text.slice(first)
        const held = ended ? text.length : Math.max(at, first + streamRemover.tailStart(view, at - first))
        const limit = Math.max(at, text.length - HELD_CHARS_MAX)
        let to = Math.max(held, limit)
        for (const found of streamed.removes.size > 0 ? streamRemover.find(view) : []) {
          const start = first + found.start
          const end = first + found.end
          if (end <= at) continue
          if (start >= to) break
          if (start < at) continue
          if (end > to || (end === to && !ended)) {
            if (text.length - start <= HELD_CHARS_MAX || end < text.length) {
              to = start
              break
            }
            // Longer than anything that may wait: it is one already, so it goes now and the rest of it as it comes.
            open = found.entity
            to = text.length - openRunReserve(found.entity)
          }
          count(redacted, found)
          edits.push(removal(view, found, start, Math.min(end, to)))
        }
        for (const found of streamed.flags.size > 0 ? streamFlagger.find(view) : []) {
          if (first + found.end > to || base + first + found.start <= counted) continue
          count(flagged, found)
          counted = base + first + found.start
        }
        return { to, edits }
      },
    }
  }

  /** The edit of `[start, end)` for a span of `view`; of a value that was cut, all of it decides. */
  function removal(view: string, span: Span, start: number, end: number): Edit {
    return { start, end, text: replacement(span.entity, view.slice(span.start, span.end)) }
  }

  return { scanText, transform, flagged, redacted }
}

function count(counts: Map<Entity, number>, { entity }: Span): void {
  counts.set(entity, (counts.get(entity) ?? 0) + 1)
}
