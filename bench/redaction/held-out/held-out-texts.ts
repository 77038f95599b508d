import { readdirSync, readFileSync } from 'node:fs'
import { type MarkedText, readMarked } from './marked-text.ts'

export type Half = 'judging' | 'development'

/** Each written by others: the first of all, what offices write every day, and what is as ugly as it comes. */
export const SETS = ['first', 'everyday', 'harsh'] as const
export type HeldOutSet = (typeof SETS)[number]

export interface HeldOutText {
  readonly id: string
  /** What kind of text it is: the name of its file. */
  readonly kind: string
  /** One, or the turns of a conversation. */
  readonly turns: readonly (MarkedText & { readonly assistant: boolean })[]
}

/** Kinds whose texts hold nothing personal. */
export const CLEAN_KINDS: ReadonlySet<string> = new Set(['negatives', 'prose'])

/**
 * Texts as state offices write them, all invented, written before their authors had read a line of the engine. Whether a
 * text judges or helps to develop was decided by a hash of its id, before it was run. Errors of the judging halves are
 * never read: only their figures are.
 */
export function heldOutTexts(half: Half, ...sets: readonly HeldOutSet[]): HeldOutText[] {
  return (sets.length === 0 ? SETS : sets).flatMap((set) => textsIn(new URL(`texts/${set}/${half}/`, import.meta.url)))
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
      return { id: id!, kind, turns: turnsOf(lines.join('\n')) }
    })
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
