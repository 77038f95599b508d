import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { applyEdits, type Edit } from '../core/edits.ts'
import { type PlaceholderMatch, type PlaceholderName, placeholderReader } from './placeholder-text.ts'
import type { Entity } from './recognizer.ts'

const NUMBERS = 9999

/** What a policy lets come back to the person who wrote it. Secrets, SSNs and cards stay out unless policy names them. */
const RESTORABLE: readonly Entity[] = [
  'email_address',
  'phone_number',
  'ip_address',
  'person_name',
  'street_address',
  'date_of_birth',
]

export interface PlaceholderOptions {
  readonly key: Buffer
  /** The caller: placeholders of two callers say nothing of each other. */
  readonly principal: string
  /** False where no answer refers back (embeddings, moderations): `[US_SSN]` without number. */
  readonly stable: boolean
  /** Entities that are restored in the answer. */
  readonly restorable?: readonly Entity[]
}

/** The placeholders of one exchange. Values live only here. */
export interface Placeholders {
  /** The same caller and value give the same placeholder, in this exchange and in the next. */
  for(entity: Entity, value: string): string
  restorable(entity: Entity): boolean
  /** The value a placeholder stands for, if it was issued in this exchange and may come back. */
  valueOf(name: PlaceholderName, number: number): string | undefined
  /** Placeholders in a text whose values may come back, issued or not. */
  matches(text: string, reading: 'spelled' | 'any'): PlaceholderMatch[]
  /** Entities with a placeholder that can be resolved, as they are written (`EMAIL_ADDRESS`, `TEXT`). */
  readonly names: ReadonlySet<PlaceholderName>
  /**
   * Tells of text that is forwarded. A placeholder that somebody typed in it (and that nothing was issued for) keeps its
   * number from being issued, so it stays what it is: text.
   */
  reserve(text: string): void
  /** {@link lookAlikeEdits}, applied. */
  escapeLookAlikes(text: string): string
  /**
   * A typed placeholder that would resolve is itself replaced by `[TEXT_n]`, whose value is what was typed: release
   * brings it back. Most look-alikes collide with nothing and are forwarded as typed.
   */
  lookAlikeEdits(text: string): Edit[]
  /** How many values of each entity were replaced, for `AI-Redactions`. */
  readonly counts: ReadonlyMap<Entity, number>
}

export function createPlaceholders(options: PlaceholderOptions): Placeholders {
  const restorable = new Set(options.restorable ?? RESTORABLE)
  const read = placeholderReader([...[...restorable].map(nameOf), 'TEXT'])
  const issued = new Map<string, string>()
  const values = new Map<string, string>()
  const reserved = new Set<string>()
  const names = new Set<PlaceholderName>()
  const counts = new Map<Entity, number>()
  const overflow = new Map<string, number>()
  let unread: string[] = []

  function issue(name: PlaceholderName, value: string, normalised: string): string {
    const known = issued.get(`${name} ${value}`)
    if (known !== undefined) return known
    readReserved()
    const number = freeNumber(name, firstNumber(options, name, normalised))
    const placeholder = `[${name}_${number}]`
    issued.set(`${name} ${value}`, placeholder)
    values.set(`${name} ${number}`, value)
    if (isResolvable(name)) names.add(name)
    return placeholder
  }

  function freeNumber(name: PlaceholderName, first: number): number {
    const beyond = overflow.get(name)
    if (beyond === undefined) {
      for (let step = 0; step < NUMBERS; step++) {
        const number = ((first - 1 + step) % NUMBERS) + 1
        if (isFree(name, number)) return number
      }
    }
    // More values than numbers: count on, so that two values never share a placeholder.
    let number = beyond ?? NUMBERS + 1
    while (!isFree(name, number)) number++
    overflow.set(name, number + 1)
    return number
  }

  function isFree(name: PlaceholderName, number: number): boolean {
    const id = `${name} ${number}`
    return !values.has(id) && !reserved.has(id)
  }

  function isResolvable(name: PlaceholderName): boolean {
    return name === 'TEXT' || restorable.has(name.toLowerCase() as Entity)
  }

  /** Texts are only searched for typed placeholders once there is something to confuse them with. */
  function readReserved(): void {
    if (unread.length === 0) return
    const texts = unread
    unread = []
    for (const text of texts) {
      for (const match of read(text, 'any')) reserved.add(`${match.name} ${match.number}`)
    }
  }

  function lookAlikeEdits(text: string): Edit[] {
    if (!options.stable || names.size === 0) return []
    const edits: Edit[] = []
    for (const match of read(text, 'any')) {
      if (!values.has(`${match.name} ${match.number}`)) continue
      const typed = text.slice(match.start, match.end)
      edits.push({ start: match.start, end: match.end, text: issue('TEXT', typed, typed) })
    }
    return edits
  }

  return {
    names,
    matches: read,
    counts,
    lookAlikeEdits,
    restorable: (entity) => options.stable && restorable.has(entity),
    escapeLookAlikes: (text) => applyEdits(text, lookAlikeEdits(text)),
    for(entity, value) {
      counts.set(entity, (counts.get(entity) ?? 0) + 1)
      const name = nameOf(entity)
      return options.stable ? issue(name, value, normaliseValue(entity, value)) : `[${name}]`
    },
    valueOf: (name, number) => (isResolvable(name) ? values.get(`${name} ${number}`) : undefined),
    reserve(text) {
      if (options.stable) unread.push(text)
    },
  }
}

function nameOf(entity: Entity): PlaceholderName {
  return entity.toUpperCase() as PlaceholderName
}

const keyObjects = new WeakMap<Buffer, KeyObject>()

/** A key given as bytes is made an object for every HMAC, at five times the HMAC's cost; there is one key for all exchanges. */
function keyObject(key: Buffer): KeyObject {
  const known = keyObjects.get(key) ?? createSecretKey(key)
  keyObjects.set(key, known)
  return known
}

function firstNumber(options: PlaceholderOptions, name: string, value: string): number {
  // The separator can't occur in a principal or an entity, so two triples never read as one.
  const digest = createHmac('sha256', keyObject(options.key))
    .update(`${options.principal}\u0000${name}\u0000${value}`)
    .digest()
  return (digest.readUIntBE(0, 6) % NUMBERS) + 1
}

/** A secret in other letters is another secret, and dots and signs count in numbers with decimals. */
const SPELLED_EXACTLY: ReadonlySet<Entity> = new Set(['api_key', 'private_key', 'jwt', 'password', 'precise_location'])

/** Spellings of one value share a number; a second spelling in the same exchange takes the next, to be restored exactly. */
export function normaliseValue(entity: Entity, value: string): string {
  const plain = value.normalize('NFKC')
  if (entity === 'us_ssn' || entity === 'credit_card') return plain.replace(/[^0-9]/g, '')
  if (entity === 'phone_number') return plain.replace(/[^0-9]/g, '').replace(/^1(?=[0-9]{10}$)/, '')
  if (entity === 'email_address' || entity === 'ip_address') return plain.toLowerCase()
  if (entity === 'person_name' || entity === 'street_address') return plain.toLowerCase().replace(/\s+/g, ' ')
  return SPELLED_EXACTLY.has(entity) ? plain : plain.replace(/[ -]/g, '').toUpperCase()
}
