import type { Random } from '../random.ts'
import type { NameSources } from './build-lexicon.ts'
import { MORE_FIRST_NAMES, MORE_SURNAMES } from './more-names.ts'
import { FIRST_NAMES, SURNAMES } from './own-names.ts'

const TITLES = [
  'Mr.',
  'Mrs.',
  'Ms.',
  'Dr.',
  'Mr',
  'Ms',
  'Professor',
  'Rev.',
  'Judge',
  'Officer',
  'Sgt.',
  'Captain',
  'Commissioner',
]
const PARTICLES = ['de', 'de la', 'del', 'van', 'van der', 'von', 'al-', 'El ', 'bin', 'da', 'dos', 'di', 'Mac', 'St. ']
const SYLLABLES =
  'ba be ca da do el fa ga gre ha il ja jo ka ki la le lo ma mi na ne no or pa qui ra re ri sa so ta te ti to u va ve wa xa ya yo za zi'.split(
    ' ',
  )
const ENDS = ['n', 'r', 's', 'l', 'a', 'o', 'ez', 'ski', 'ov', 'ian', 'ard', 'sen', 'man', 'ton', 'ley', '']

/** Invents people. `slot` is how a template wants the name written. */
export interface NameForms {
  readonly slots: readonly string[]
  write(slot: string): string
}

export function createNameForms(sources: NameSources, random: Random): NameForms {
  const listed = [...sources.listed.values()]
  const people = sources.people.filter((name) => /^\p{Lu}\p{Ll}+$/u.test(name))
  const spanish = (sources.listed.get('es') ?? []).slice(0, 800)

  const first = (): string => {
    const kind = random.below(20)
    if (kind < 11) return random.common(sources.firsts)
    if (kind < 13) return random.of(FIRST_NAMES)
    if (kind < 15) return random.of(MORE_FIRST_NAMES)
    if (kind < 18) return cased(random.of(random.of(listed)))
    return kind < 19 ? cased(random.of(spanish)) : invented()
  }
  const plainLast = (): string => {
    const kind = random.below(20)
    if (kind < 11) return random.common(sources.lasts)
    if (kind < 13) return random.of(SURNAMES)
    if (kind < 15) return random.of(MORE_SURNAMES)
    return kind < 17 ? random.of(people) : kind < 19 ? random.of(sources.lasts) : invented()
  }
  const last = (): string => {
    const kind = random.below(40)
    if (kind === 0) return `${plainLast()}-${plainLast()}`
    if (kind === 1) return joined(random.of(PARTICLES), plainLast())
    if (kind === 2) return `${random.of(["O'", 'O’', "D'", 'Mc', 'De', 'La'])}${plainLast()}`
    if (kind === 3) return `${plainLast()} ${plainLast()}`
    return plainLast()
  }
  const invented = (): string => {
    let name = ''
    for (let n = 1 + random.below(2); n >= 0; n--) name += random.of(SYLLABLES)
    return cased(name + random.of(ENDS))
  }
  const initial = (): string => `${String.fromCharCode(65 + random.below(26))}.`
  const full = (): string => {
    const kind = random.below(24)
    if (kind === 0) return `${first()} ${first()} ${last()}`
    if (kind <= 2) return `${first()} ${initial()} ${last()}`
    if (kind === 3) return `${initial()} ${last()}`
    if (kind === 4) return `${initial()} ${initial()} ${last()}`
    if (kind === 5)
      return `${random.of(SURNAMES.slice(0, 40))} ${random.of(FIRST_NAMES.slice(0, 60))} ${random.of(FIRST_NAMES.slice(0, 60))}`
    if (kind === 6) return `${first()}-${first()} ${last()}`
    if (kind === 7) return `${first()} ${last()} ${random.of(['Jr.', 'Sr.', 'III', 'II'])}`
    if (kind === 8) return `${first()} ${plainLast()} y ${plainLast()}`
    if (kind === 9) return first()
    return `${first()} ${last()}`
  }
  const small = (name: string): string => name.toLowerCase()
  const forms: Readonly<Record<string, () => string>> = {
    full,
    first: () => first().split(' ')[0]!,
    last,
    middle: () => (random.chance(0.5) ? initial() : first()),
    lastfirst: () => `${plainLast()}, ${first()}${random.chance(0.3) ? ` ${initial()}` : ''}`,
    initials: () => `${initial()} ${random.chance(0.5) ? `${initial()} ` : ''}${plainLast()}`,
    caps: () => (random.chance(0.2) ? `${plainLast()}, ${first()}` : full()).toUpperCase(),
    titled: () => `${random.of(TITLES)} ${random.chance(0.3) ? `${first()} ` : ''}${last()}`,
    titledes: () => `${random.of(['Sra.', 'Señora', 'Srta.'])} ${plainLast()}`,
    lowerfull: () => small(`${first()} ${plainLast()}`),
    lowerfirst: () => small(random.common(sources.firsts)),
    lowerlast: () => small(plainLast()),
  }
  return { slots: Object.keys(forms), write: (slot) => forms[slot]!() }
}

function cased(name: string): string {
  return name.replace(/(^|[ '-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}

function joined(particle: string, name: string): string {
  return /[- ]$/.test(particle) || particle === 'Mac' ? `${particle}${name}` : `${particle} ${name}`
}
