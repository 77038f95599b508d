import { KNOWN_PERSON, type KnownPerson } from '../../core/known-person.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { unreadable } from './signal-refused.ts'

/** Whom a security event is about. */
export interface EventSubject {
  readonly principalKey: string
  /** The one session that it is about; null: all of the subject's. */
  readonly session: string | null
}

type Identifier = Readonly<Record<string, unknown>>

/**
 * Reads a subject identifier (RFC 9493) as somebody of one issuer: a transmitter speaks for its own issuer's people and
 * nobody else's. Throws `SignalRefused` for a subject that can't be told.
 */
export function eventSubject(value: unknown, issuer: string, rows: StateRows): EventSubject {
  const identifier = asIdentifier(value)
  if (identifier['format'] === 'complex' || identifier['user'] !== undefined) {
    const { principalKey } = eventSubject(identifier['user'], issuer, rows)
    return { principalKey, session: sessionOf(identifier['session']) }
  }
  if (identifier['format'] === 'aliases') return firstKnown(identifier['identifiers'], issuer, rows)
  return { principalKey: `${issuer}|${simpleSubject(identifier, issuer, rows)}`, session: null }
}

function simpleSubject(identifier: Identifier, issuer: string, rows: StateRows): string {
  switch (identifier['format']) {
    case 'iss_sub':
      if (identifier['iss'] !== issuer) throw unreadable('The subject belongs to another issuer.')
      return named(identifier['sub'])
    case 'opaque':
      return named(identifier['id'])
    case 'email':
      return byAddress(named(identifier['email']), issuer, rows)
    default:
      throw unreadable('Subjects are named by iss_sub, opaque, email, aliases or complex with a user.')
  }
}

/** An address names whoever used the gateway under it; two of them would be a guess. */
function byAddress(address: string, issuer: string, rows: StateRows): string {
  const known = ([...rows.all(KNOWN_PERSON)] as [string, KnownPerson][]).filter(
    ([key, { email }]) => key.startsWith(`${issuer}|`) && email?.toLowerCase() === address.toLowerCase(),
  )
  if (known.length !== 1) throw unreadable('The address names nobody here, or more than one.')
  return known[0]![0].slice(issuer.length + 1)
}

function firstKnown(identifiers: unknown, issuer: string, rows: StateRows): EventSubject {
  if (!Array.isArray(identifiers) || identifiers.length === 0) throw unreadable('The list of aliases is empty.')
  for (const [at, identifier] of identifiers.entries()) {
    try {
      return eventSubject(identifier, issuer, rows)
    } catch (error) {
      if (at === identifiers.length - 1) throw error
    }
  }
  throw unreadable('None of the aliases can be read.')
}

function sessionOf(value: unknown): string | null {
  if (value === undefined) return null
  const identifier = asIdentifier(value)
  if (identifier['format'] !== 'opaque') throw unreadable('A session is named by an opaque identifier.')
  return named(identifier['id'])
}

function asIdentifier(value: unknown): Identifier {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Identifier
  throw unreadable('The event names no subject.')
}

function named(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 512) return value
  throw unreadable('The subject’s name is empty or too long.')
}
