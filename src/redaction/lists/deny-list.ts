import { createHash } from 'node:crypto'
import type { Recognizer, Scan } from '../scan.ts'
import { listForm, listLookup, type ValueList } from './list-form.ts'

/** A listed value goes over so many words at most; longer words belong to no listed value. */
const WORDS_MAX = 5
const WORD_CHARS_MAX = 64
/** Between two words of one value: a separator, or two such as `, `. */
const GAP_CHARS_MAX = 2
const WORD = /[\p{L}\p{N}\p{M}]+/gu

interface Word {
  readonly start: number
  readonly end: number
}

/** Finds the values that a policy lists for one entity, wherever they stand as words of their own. */
export function denyList(list: ValueList, key: Buffer | null): Recognizer {
  const isListed = listLookup(list, key)
  const begins = prefixes(list)
  const recognizer = `deny-list:${list.entity}`

  function find(scan: Scan): void {
    const words = wordsIn(scan.text)
    let covered = 0
    for (let first = 0; first < words.length; first++) {
      const start = words[first]!.start
      if (start < covered) continue
      let form = ''
      let found = 0
      for (let at = first; at < words.length && at < first + WORDS_MAX; at++) {
        const { start: from, end } = words[at]!
        if (at > first && from - words[at - 1]!.end > GAP_CHARS_MAX) break
        if (end - from > WORD_CHARS_MAX) break
        form += listForm('', scan.text.slice(from, end))
        scan.steps++
        if (isListed(form)) found = end
      }
      if (found === 0) continue
      covered = found
      scan.found.push({ start, end: found, entity: list.entity, score: 1, recognizer, validated: true, tier: 'shape' })
    }
  }

  return {
    entity: list.entity,
    name: recognizer,
    version: createHash('sha256').update(JSON.stringify(list)).digest('hex').slice(0, 8),
    find,
    tail(text) {
      const words = wordsIn(text).slice(-WORDS_MAX)
      const last = words.at(-1)
      if (last === undefined || text.length - last.end > GAP_CHARS_MAX) return text.length
      for (let first = 0; first < words.length; first++) {
        const together = words.slice(first)
        const isOne = together.every((word, at) => at === 0 || word.start - together[at - 1]!.end <= GAP_CHARS_MAX)
        if (isOne && begins(together.map(({ start, end }) => listForm('', text.slice(start, end))).join('')))
          return words[first]!.start
      }
      return text.length
    },
  }
}

/** Whether a form can be the beginning of a listed value; of a digest only the length tells. */
function prefixes(list: ValueList): (form: string) => boolean {
  const known = new Set<string>()
  for (const value of list.values) {
    const form = listForm(list.entity, value)
    for (let length = 1; length <= form.length; length++) known.add(form.slice(0, length))
  }
  const longest = Math.max(0, ...list.digests.map((digest) => Number.parseInt(digest, 10)))
  return (form) => form.length <= longest || known.has(form)
}

function wordsIn(text: string): Word[] {
  return [...text.matchAll(WORD)].map((word) => ({ start: word.index, end: word.index + word[0].length }))
}
