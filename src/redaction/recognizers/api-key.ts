import { isAlphanumeric } from '../boundaries.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** Vendor keys by their published prefixes. */
export const apiKey: Recognizer = { entity: 'api_key', name: 'api-key', find }

interface KeyFormat {
  readonly prefix: string
  /** What follows the prefix. */
  readonly body: RegExp
}

/** Sticky, one run each: no alternative inside, so nothing to backtrack into. */
const FORMATS: readonly KeyFormat[] = [
  { prefix: 'sk-', body: /[A-Za-z0-9_-]{20,}/y },
  { prefix: 'sk_live_', body: /[A-Za-z0-9]{16,}/y },
  { prefix: 'sk_test_', body: /[A-Za-z0-9]{16,}/y },
  { prefix: 'rk_live_', body: /[A-Za-z0-9]{16,}/y },
  { prefix: 'AKIA', body: /[A-Z0-9]{16}(?![A-Za-z0-9])/y },
  { prefix: 'ASIA', body: /[A-Z0-9]{16}(?![A-Za-z0-9])/y },
  { prefix: 'ghp_', body: /[A-Za-z0-9]{36,}/y },
  { prefix: 'gho_', body: /[A-Za-z0-9]{36,}/y },
  { prefix: 'ghu_', body: /[A-Za-z0-9]{36,}/y },
  { prefix: 'ghs_', body: /[A-Za-z0-9]{36,}/y },
  { prefix: 'ghr_', body: /[A-Za-z0-9]{36,}/y },
  { prefix: 'github_pat_', body: /[A-Za-z0-9_]{22,}/y },
  { prefix: 'glpat-', body: /[A-Za-z0-9_-]{20,}/y },
  { prefix: 'npm_', body: /[A-Za-z0-9]{36,}/y },
  { prefix: 'hf_', body: /[A-Za-z0-9]{30,}/y },
  { prefix: 'xox', body: /[abeoprs]-[A-Za-z0-9-]{10,}/y },
  { prefix: 'AIza', body: /[A-Za-z0-9_-]{35}/y },
  { prefix: 'SG.', body: /[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,}/y },
  { prefix: 'sig=', body: /[A-Za-z0-9%+/]{40,}={0,2}/y },
]

export const KEY_PREFIXES: readonly string[] = FORMATS.map((format) => format.prefix)

/** Prefixes that end in a rare character are looked up by it: a native search for it hardly ever stops in prose. */
const ANCHORS = new Map(['-', '_', '='].map((mark) => [mark, FORMATS.filter(({ prefix }) => prefix.endsWith(mark))]))
const OTHERS = FORMATS.filter(({ prefix }) => !ANCHORS.has(prefix.at(-1)!))

function find(scan: Scan): void {
  const { text } = scan
  for (const [mark, formats] of ANCHORS) {
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at)) at = atAnchor(scan, formats, at + 1)
  }
  for (const format of OTHERS) {
    const { prefix } = format
    for (let at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at)) at = consider(scan, format, at)
  }
}

/** Looks whether a prefix ends at `end`; returns where to go on. */
function atAnchor(scan: Scan, formats: readonly KeyFormat[], end: number): number {
  scan.steps++
  for (const format of formats) {
    const start = end - format.prefix.length
    if (start >= 0 && scan.text.startsWith(format.prefix, start)) return consider(scan, format, start)
  }
  return end
}

/** Returns where to go on. */
function consider(scan: Scan, { prefix, body }: KeyFormat, start: number): number {
  const { text } = scan
  const first = start + prefix.length
  if (isAlphanumeric(text.charCodeAt(start - 1))) return first
  // Whatever follows is walked once: the search goes on behind it, found or not.
  const run = runEnd(text, first)
  scan.steps += run - start
  body.lastIndex = first
  if (!body.test(text)) return run
  const end = body.lastIndex
  if (isRandom(text.slice(first, end))) {
    const from = prefix === 'sig=' ? first : start
    scan.found.push({
      start: from,
      end,
      entity: 'api_key',
      score: 1,
      recognizer: 'api-key',
      validated: true,
      tier: 'shape',
    })
  }
  return Math.max(run, end)
}

function runEnd(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (!isAlphanumeric(code) && code !== 0x5f && code !== 0x2d) return at
    at++
  }
}

/** Words joined by dashes aren't a key: keys mix letters and digits. */
function isRandom(body: string): boolean {
  return /[0-9]/.test(body) && /[A-Za-z]/.test(body)
}
