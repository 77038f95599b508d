import type { FastifyInstance } from 'fastify'
import { mayLookUp } from '../../policy/record-access.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'
import type { RecordLook } from '../record-looks.ts'
import { type SearchParts, searchFor, whileConnected } from '../record-search.ts'

export interface LookupParts extends SearchParts {
  readonly contract: Contract
  readonly look: RecordLook
  /** What stands for a value of this kind. */
  readonly tokenOf: (entity: string, value: string) => string
}

const HOUR_MS = 3_600_000

/**
 * Clauses MS-10, MO-04, MO-19: records that hold an identifier, found by its exact value through keyed tokens. By role and
 * for a matter only, so many an hour; the value is in no log and no entry, the access entry keeps its token.
 */
export async function lookupRoutes(app: FastifyInstance, parts: LookupParts): Promise<void> {
  const { contract, policy, look, clock, tokenOf } = parts
  /** When each person looked in the last hour. */
  const looks = new Map<string, number[]>()

  function assertWithinRate(person: string, perHour: number): void {
    const now = clock.now()
    for (const [key, times] of looks) {
      const lately = times.filter((time) => time > now - HOUR_MS)
      if (lately.length === 0) looks.delete(key)
      else looks.set(key, lately)
    }
    const mine = looks.get(person) ?? []
    if (mine.length >= perHour)
      throw new Refused('quota_exceeded', {
        clause: 'MO-19',
        rule: 'access.yaml',
        message: `You may look up ${perHour} values an hour.`,
        retryAfterSeconds: Math.ceil((mine[0]! + HOUR_MS - now) / 1000),
      })
    looks.set(person, [...mine, now])
  }

  app.post('/records/lookups', { schema: contract.schema('lookUpRecords') }, async (request, reply) => {
    const caller = callerOf(request)
    const { lookup } = policy().access
    const search = searchFor(parts, caller)
    if (lookup === undefined || !mayLookUp(policy(), caller)) throw notYours()
    const { entity, value, limit = 50, cursor } = request.body as Lookup
    if (!(lookup.entities as readonly string[]).includes(entity))
      throw new Refused('malformed_body', {
        clause: 'MS-10',
        rule: 'access.yaml',
        message: 'Values of this kind can’t be looked up.',
        next: `Name one of ${lookup.entities.join(', ')}.`,
      })
    const matter = request.headers['ai-matter']
    if (typeof matter !== 'string' || matter.trim() === '')
      throw new Refused('malformed_body', {
        clause: 'MO-19',
        rule: 'access.yaml',
        message: 'A value is looked up for a matter only.',
        next: 'Name the case, request or audit engagement in AI-Matter.',
      })
    assertWithinRate(caller.key, lookup.perHour)
    const token = tokenOf(entity, value.trim())
    await look(request, { action: 'lookup', entity, token, ...(cursor === undefined ? {} : { cursor }) })
    const having = { name: IDENTIFIER, value: token }
    return search(
      { query: EVERYTHING, having, limit, ...(cursor === undefined ? {} : { cursor }) },
      whileConnected(reply),
    )
  })
}

const IDENTIFIER = 'identifier'
const EVERYTHING = 'after:1970-01-01'

interface Lookup {
  readonly entity: string
  readonly value: string
  readonly limit?: number
  readonly cursor?: string
}

function notYours(): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MO-04',
    rule: 'access.yaml',
    message: 'Your roles don’t include looking up records by an identifier.',
    next: 'Ask a records officer.',
  })
}
