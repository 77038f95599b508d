import type { LabelOf } from './headings.ts'
import { type NamedPlace, placeNames } from './named-places.ts'

const INSERT = /\binsert\s{1,4}into\s{1,4}[\w.`"[\]]{1,80}\s{0,4}\(([^()]{1,2000})\)\s{0,8}values\s{0,8}(?=\()/gi

/** What the columns of `INSERT INTO … (…) VALUES (…), (…)` say of its values; null in a text without. */
export function sqlRows<Label>(text: string, labelOf: LabelOf<Label>): ((at: number) => Label | null) | null {
  if (!text.includes('(')) return null
  const cells: NamedPlace<Label>[] = []
  INSERT.lastIndex = 0
  for (let match = INSERT.exec(text); match !== null; match = INSERT.exec(text)) {
    const labels = match[1]!.split(',').map((name) => labelOf(name.replace(/[`"[\]\s]/g, '')))
    INSERT.lastIndex = readRows(text, INSERT.lastIndex, labels, cells)
  }
  return cells.length === 0 ? null : placeNames(cells)
}

/** Adds the cells that have a label, and returns where the rows end. */
function readRows<Label>(
  text: string,
  from: number,
  labels: readonly (Label | null)[],
  cells: NamedPlace<Label>[],
): number {
  let column = 0
  let start = from
  let isOpen = false
  let isQuoted = false
  let at = from
  for (; at < text.length; at++) {
    const char = text[at]
    if (char === "'") isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (!isOpen && char === '(') {
      isOpen = true
      column = 0
      start = at + 1
    } else if (isOpen && (char === ',' || char === ')')) {
      const label = labels[column++] ?? null
      if (label !== null) cells.push({ start, end: at, label })
      start = at + 1
      isOpen = char === ','
    } else if (!isOpen && !/[\s,]/.test(char!)) break
  }
  return at
}
