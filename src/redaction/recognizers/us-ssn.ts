import { isLetter, leftBoundary, rightFree } from '../boundaries.ts'
import { isAssignableSsn } from '../checks.ts'
import { digitsIn, GAP } from '../digit-groups.ts'
import { type Label, type LabelKind, labelLeft, labelRight } from '../labels.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Social security numbers: 3-2-4 with one kind of separator by shape, bare nine digits only where a label says so. */
export const usSsn: Recognizer = { entity: 'us_ssn', name: 'us-ssn', find }

/** A word that names another thing counts against a separated number only when it stands close before it. */
const REFERENCE_WORDS_MAX = 3
/** `the number on the back of her license is` */
const LICENSE_WORDS_MAX = 6
/** What is written in three groups as well. */
const OTHER_NAMES: ReadonlySet<LabelKind> = new Set(['license', 'state_id', 'medicaid'])

function find(scan: Scan): void {
  const { start, end, gap, count } = scan.groups
  for (let g = 0; g < count; g++) {
    const size = end[g]! - start[g]!
    const joint = gap[g]!
    if (size === 9) bare(scan, start[g]!, end[g]!)
    else if (size === 3 && separates(joint) && gap[g + 1] === joint) {
      if (end[g + 1]! - start[g + 1]! === 2 && end[g + 2]! - start[g + 2]! === 4)
        separated(scan, start[g]!, end[g + 2]!)
    } else if (size === 3 && joint === GAP.odd && gap[g + 1] === GAP.odd) {
      if (end[g + 1]! - start[g + 1]! === 2 && end[g + 2]! - start[g + 2]! === 4) bare(scan, start[g]!, end[g + 2]!)
    } else if (size === 1 && joint !== GAP.none) {
      g = spelled(scan, g)
    } else if (joint === GAP.dash || joint === GAP.space) {
      const second = end[g + 1]! - start[g + 1]!
      if ((size === 3 && second === 6) || (size === 5 && second === 4)) bare(scan, start[g]!, end[g + 1]!)
    }
  }
}

/** Digits one by one, `2 1 9 - 0 9 - …`: exactly nine of them. Returns the last group of the row. */
function spelled(scan: Scan, first: number): number {
  const { start, end, gap } = scan.groups
  let last = first
  while (gap[last] !== GAP.none && end[last + 1]! - start[last + 1]! === 1) last++
  scan.steps += last - first
  if (last - first !== 8) return last
  const dashed = gap[first + 2] !== GAP.space && gap[first + 4] === gap[first + 2]
  if (dashed) separated(scan, start[first]!, end[last]!)
  else bare(scan, start[first]!, end[last]!)
  return last
}

function separates(gap: number): boolean {
  return gap === GAP.dash || gap === GAP.space || gap === GAP.dot || gap === GAP.spacedDash
}

function separated(scan: Scan, start: number, end: number): void {
  scan.steps += end - start
  const left = leftBoundary(scan.text, start)
  if (left === 'bound' || !(endsHere(scan.text, end) || isGlued(scan.text, start, end))) return
  if (!isAssignableSsn(digitsIn(scan.text, start, end))) return
  const column = scan.column(start)
  const near = scan.labelLeft(start)
  if (left === 'glued' && !isNamedBeside(near)) return
  const label = column === null ? near : { kind: column, distance: 0 }
  if (scan.hint === 'reference' || (speaksAgainst(label) && !isBox(scan.text, start))) return
  const labelled = label?.kind === 'ssn' || scan.hint === 'ssn'
  if (!labelled && isNamedOtherwise(label)) {
    // Licences are printed like it, and the word close by is the better witness; it goes in any case.
    scan.found.push({ start, end, entity: 'us_ssn', score: 0.6, recognizer: 'us-ssn', validated: false, tier: 'label' })
    return
  }
  const score = labelled ? 1 : 0.85
  scan.found.push({ start, end, entity: 'us_ssn', score, recognizer: 'us-ssn', validated: true, tier: 'shape' })
}

function bare(scan: Scan, start: number, end: number): void {
  scan.steps += end - start
  const left = leftBoundary(scan.text, start)
  if (left === 'bound' || !endsHere(scan.text, end)) return
  if (!isAssignableSsn(digitsIn(scan.text, start, end))) return
  const label = scan.labelLeft(start)
  if (left === 'glued' && label?.distance !== 0) return
  const kind = scan.column(start) ?? label?.kind ?? scan.hint ?? labelRight(scan.text, end)?.kind
  if (kind !== 'ssn') return
  scan.found.push({ start, end, entity: 'us_ssn', score: 0.9, recognizer: 'us-ssn', validated: false, tier: 'label' })
}

/** Words that name it stand right before it. */
function isNamedBeside(label: Label | null): boolean {
  return label?.kind === 'ssn' && label.distance === 0
}

/** A scan may lose the blank behind it: `SSN: 219-09-0001Sex F`. */
function isGlued(text: string, start: number, end: number): boolean {
  return isLetter(text.charCodeAt(end)) && isNamedBeside(labelLeft(text, start))
}

/** Whoever writes `PO Box` before such a number hides it there, or has put it into the wrong field. */
function isBox(text: string, start: number): boolean {
  return /\bP\.? ?O\.?(?: ?Box)?[ :#]{0,3}$/i.test(text.slice(Math.max(0, start - 12), start))
}

function isNamedOtherwise(label: Label | null): boolean {
  const words = label?.kind === 'license' ? LICENSE_WORDS_MAX : REFERENCE_WORDS_MAX
  return label !== null && label.distance < words && OTHER_NAMES.has(label.kind)
}

function speaksAgainst(label: Label | null): boolean {
  return (
    label !== null && label.distance < REFERENCE_WORDS_MAX && (label.kind === 'reference' || label.kind === 'version')
  )
}

/** A Medicare claim number of old is the holder's number with a letter and perhaps a digit after it. */
function endsHere(text: string, end: number): boolean {
  if (rightFree(text, end)) return true
  const suffix = /^-?[A-Z][0-9A-Z]?(?![0-9A-Za-z-])/.exec(text.slice(end, end + 5))
  return suffix !== null
}
