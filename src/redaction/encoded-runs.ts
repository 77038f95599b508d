import type { Disguise } from './disguise.ts'
import { textOfBase64, textOfHex } from './encoded-bytes.ts'
import type { Glance } from './glance.ts'
import { base64Runs, hexPairs } from './run-scan.ts'

/** A run of a text that stands for another text. Half-open, in UTF-16 code units. */
export interface EncodedRun {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly disguise: Disguise
}

const WORD_OF_BASE64 = /[A-Za-z0-9]{12,}/g
const HEX_ONLY = /^[0-9A-Fa-f]+$/
const HEX_MARKS = /\\x|0x|[ :,-]/g
/** Digits alone, unmarked, are a list of numbers far more often than letters. */
const DIGIT_PAIRS = /^(?:3[0-9][ :,-]{0,2})+$/
/** An escape of an escape, for one character. */
const TWICE = /%(?:25)+([2-7][0-9A-Fa-f])|&amp;(?:amp;)*#(?:0*([0-9]{2,3})|x0*([0-9A-Fa-f]{2}));?/g
/** Letters and digits in rings, raised, lowered, or of the mathematical alphabets; strokes and key caps laid over digits. */
const DRESSED =
  /[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24b6-\u24ea]|\ud835[\udc00-\udfff]|(?<=[0-9])(?:[\u0300-\u036f]|\ufe0f|\u20e3)+|(?:\udb40[\udc20-\udc7e])+/g
const DRESSED_AT_ALL =
  /[\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u2468\u24b6-\u24ea\ud835\udb40]|[\u0300-\u036f]|\u20e3|\ufe0f/
/** A word with letters of another script that all look like ours. */
const MIXED = /[A-Za-z0-9\u0370-\u03ff\u0400-\u04ff]{2,}/g
const FOREIGN = /[\u0370-\u03ff\u0400-\u04ff]/

const LOOKS: ReadonlyMap<string, string> = new Map(
  [...'АВЕЅІЈКМНОРСТУХаеосухѕіјрһԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧοο'].map((char, at) => [
    char,
    [...'ABESIJKMHOPCTYXaeocyxsijphdABEZHIKMNOPTYXoo'][at]!,
  ]),
)

/** Everything in a text that stands for another text, in order, none overlapping another. Work is linear in the text. */
export function encodedRuns(text: string, glance: Glance): EncodedRun[] {
  const runs: EncodedRun[] = []
  for (const { start, end } of base64Runs(text, glance.runs)) addBytes(runs, text.slice(start, end), start)
  addPairs(runs, text, glance)
  if (text.includes('%25') || text.includes('&amp;')) addTwice(runs, text)
  if (DRESSED_AT_ALL.test(text)) addDressed(runs, text)
  if (FOREIGN.test(text)) addMixed(runs, text)
  return inOrder(runs)
}

function addBytes(runs: EncodedRun[], run: string, index: number): void {
  const whole = bytesOf(run)
  if (whole !== null) runs.push({ start: index, end: index + run.length, text: whole, disguise: 'encoded' })
  // A path, a line that isn't part of it, a prefix: perhaps one of its words is one.
  else
    for (const word of run.matchAll(WORD_OF_BASE64)) {
      if (word[0].length === run.length) return
      const part = bytesOf(word[0])
      const start = index + word.index
      if (part !== null) runs.push({ start, end: start + word[0].length, text: part, disguise: 'encoded' })
    }
}

function bytesOf(run: string): string | null {
  const isHex = run.length % 2 === 0 && run.length >= 18 && HEX_ONLY.test(run)
  return (isHex ? textOfHex(run) : null) ?? textOfBase64(run)
}

function addPairs(runs: EncodedRun[], text: string, glance: Glance): void {
  for (const { start, end } of hexPairs(text, glance)) {
    const written = text.slice(start, end)
    if (DIGIT_PAIRS.test(written)) continue
    const decoded = textOfHex(written.replaceAll(HEX_MARKS, ''))
    if (decoded !== null) runs.push({ start, end, text: decoded, disguise: 'encoded' })
  }
}

function addTwice(runs: EncodedRun[], text: string): void {
  for (const found of text.matchAll(TWICE)) {
    const [all, percent, decimal, hex] = found
    const code = decimal === undefined ? Number.parseInt(percent ?? hex!, 16) : Number(decimal)
    if (code < 0x20 || code > 0x7e) continue
    const start = found.index
    runs.push({ start, end: start + all.length, text: String.fromCharCode(code), disguise: 'escaped-characters' })
  }
}

function addDressed(runs: EncodedRun[], text: string): void {
  for (const { 0: written, index } of text.matchAll(DRESSED)) {
    const isTag = written.charCodeAt(0) === 0xdb40
    const plain = isTag
      ? written.replaceAll(/\udb40([\udc20-\udc7e])/g, (_, low: string) =>
          String.fromCharCode(low.charCodeAt(0) - 0xdc00),
        )
      : written.normalize('NFKC').replaceAll(/[\u0300-\u036f]|\ufe0f|\u20e3/g, '')
    const disguise = isTag || plain === '' ? 'invisible-characters' : 'lookalike-characters'
    runs.push({ start: index, end: index + written.length, text: plain, disguise })
  }
}

function addMixed(runs: EncodedRun[], text: string): void {
  for (const { 0: word, index } of text.matchAll(MIXED)) {
    if (!FOREIGN.test(word)) continue
    const plain = [...word].map((char) => (FOREIGN.test(char) ? (LOOKS.get(char) ?? null) : char))
    // Words of another language have letters that look like none of ours.
    if (plain.includes(null)) continue
    runs.push({ start: index, end: index + word.length, text: plain.join(''), disguise: 'lookalike-characters' })
  }
}

/** Of two that overlap the longer one: it is read whole. */
function inOrder(runs: EncodedRun[]): EncodedRun[] {
  runs.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: EncodedRun[] = []
  for (const run of runs) {
    const last = kept.at(-1)
    if (last === undefined || run.start >= last.end) kept.push(run)
    else if (run.end - run.start > last.end - last.start) kept[kept.length - 1] = run
  }
  return kept
}
