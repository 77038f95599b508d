import { readFileSync } from 'node:fs'

/** Checks of our own beside axe, by what they hold. */
export const OWN_CHECKS = [
  'keyboard',
  'focus',
  'no-script',
  'announcements',
  'reduced-motion',
  'forced-colours',
  'text-spacing',
  'right-to-left',
  'zoom',
  'time-limit',
] as const
export type OwnCheck = (typeof OWN_CHECKS)[number]

/** With what a state of a page was looked at, and how wide the page was then (CSS pixels). */
export interface Looks {
  readonly axe: readonly number[]
  /** Reflow, target size, one main heading, title, language. */
  readonly own: readonly number[]
  readonly states: readonly string[]
}

/** What tests of a whole run recorded about the pages’ accessibility, and only what passed. */
export interface AccessibilityEvidence {
  /** The short form asks axe about a desk’s width only. */
  readonly form: 'short' | 'full'
  /** Of the run that first showed exactly this (`2027-06-30`). */
  readonly date: string
  readonly versions: Readonly<Record<string, string>>
  /** States of pages that were looked at in the same way. */
  readonly looks: readonly Looks[]
  /** Test files, by what they hold. */
  readonly checks: Readonly<Partial<Record<OwnCheck, readonly string[]>>>
  /** Pages that were made once more in words that are longer than any language’s, 320 pixels wide. */
  readonly longerWords: readonly string[]
}

/** Written by the test run, which fails where it claims what the run didn’t show. */
const FILE = new URL('accessibility.json', import.meta.url)

export function readAccessibility(): AccessibilityEvidence {
  return JSON.parse(readFileSync(FILE, 'utf8')) as AccessibilityEvidence
}
