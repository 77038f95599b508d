import { applyEdits, type Edit } from '../core/edits.ts'
import { jsonEscape } from '../core/json-offsets.ts'
import type { Placeholders } from './placeholders.ts'

export interface Restored {
  readonly text: string
  /** Over the text given. */
  readonly edits: Edit[]
}

export interface RestoreOptions {
  /** The text is JSON and placeholders stand in its strings: values are escaped to fit. */
  readonly json?: boolean
}

/** Puts values back for the placeholders of this exchange that may come back. Any other placeholder stays as it is. */
export function restoreText(text: string, placeholders: Placeholders, options: RestoreOptions = {}): Restored {
  if (placeholders.names.size === 0) return { text, edits: [] }
  const edits: Edit[] = []
  for (const { start, end, name, number } of placeholders.matches(text, 'spelled')) {
    const value = placeholders.valueOf(name, number)
    if (value !== undefined) edits.push({ start, end, text: options.json ? jsonEscape(value) : value })
  }
  return { text: applyEdits(text, edits), edits }
}
