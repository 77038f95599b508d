import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { type MarkedText, readMarked } from './marked-text.ts'

export type Half = 'judging' | 'development'

export interface HeldOutText {
  readonly id: string
  /** What kind of text it is: the name of its file. */
  readonly kind: string
  readonly half: Half
  /** One, or the turns of a conversation. */
  readonly turns: readonly (MarkedText & { readonly assistant: boolean })[]
}

const FOLDER = new URL('texts/', import.meta.url)
/** Kinds whose texts hold nothing personal. */
export const CLEAN_KINDS: ReadonlySet<string> = new Set(['negatives', 'prose'])

/**
 * Texts as state offices write them, all invented, written before their author had read a line of the engine. Whether a
 * text judges or helps to develop is decided by its id alone. Errors of the judging half are never read: only its
 * figures are.
 */
export function heldOutTexts(half: Half): HeldOutText[] {
  return textsIn(FOLDER).filter((text) => text.half === half)
}

/** All marked texts of a folder, whose files are kinds of text. */
export function textsIn(folder: URL): HeldOutText[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => textsOf(file.replace('.txt', ''), readFileSync(new URL(file, folder), 'utf8')))
}

function textsOf(kind: string, content: string): HeldOutText[] {
  return content
    .split(/^=== /m)
    .slice(1)
    .map((entry) => {
      const [id, ...lines] = entry.trimEnd().split('\n')
      return { id: id!, kind, half: halfOf(id!), turns: turnsOf(lines.join('\n')) }
    })
}

function halfOf(id: string): Half {
  return createHash('sha256').update(id).digest()[0]! % 2 === 0 ? 'judging' : 'development'
}

function turnsOf(body: string): HeldOutText['turns'] {
  if (!body.startsWith('--- ')) return [{ ...readMarked(body), assistant: false }]
  return body
    .split(/^--- /m)
    .slice(1)
    .map((turn) => {
      const [role, ...lines] = turn.trimEnd().split('\n')
      return { ...readMarked(lines.join('\n')), assistant: role === 'assistant' }
    })
}
