import type { FastifyInstance } from 'fastify'
import type { Clock, ExchangeId } from '../../core/ids.ts'
import { OBJECTION, type ObjectionDecision, type ObjectionRow } from '../../core/objection.ts'
import type { RecordReader } from '../../core/ports.ts'
import type { Principal } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import type { StoredEntry } from '../../core/record.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'
import { visibleRecord } from '../visible-record.ts'

export interface ObjectionParts {
  readonly contract: Contract
  readonly store: RecordReader
  readonly ledger: Ledger
  readonly clock: Clock
  readonly newId: () => string
}

/** Owns the rules of redaction, as `policy sign` has it: what people say of them comes here. */
const OWNER = 'privacy-officer'

/**
 * Clauses MS-29, MS-47: what only the words around it make look personal may be none. Who wrote it says so, the owner of
 * the rules decides, and what is decided is a labelled case for them. Nothing here changes what is redacted.
 */
export async function objectionRoutes(app: FastifyInstance, parts: ObjectionParts): Promise<void> {
  const { contract, ledger, clock, newId } = parts
  const all = (): ObjectionRow[] => [...ledger.state.all(OBJECTION).values()] as ObjectionRow[]
  const now = (): string => new Date(clock.now()).toISOString()

  app.post('/objections', { schema: contract.schema('object') }, async (request, reply) => {
    const caller = callerOf(request)
    const { record, entity, reason } = request.body as { record: ExchangeId; entity: string; reason: string }
    const { entries, facts } = await visibleRecord(parts, record, ({ owner }) => owner === caller.key)
    const found = foundIn(entries)
    if (!Object.hasOwn(found.entities, entity))
      throw new Refused('malformed_body', {
        clause: 'MS-47',
        message: 'Nothing of that kind was found in that exchange.',
        next: `Name what was: ${Object.keys(found.entities).join(', ') || 'nothing'}.`,
      })
    const open = all().find((row) => row.exchange === record && row.entity === entity && row.by === caller.key)
    if (open !== undefined) return reply.code(200).send(shown(open))
    const { engine } = found
    const row = {
      id: newId(),
      exchange: record,
      agency: facts.agency,
      entity,
      engine,
      reason,
      by: caller.key,
      at: now(),
    }
    const value: ObjectionRow = { ...row, decision: null }
    await write(caller, { action: 'object', exchange: record, entity, reason }, value)
    return reply.code(201).send(shown(value))
  })

  app.get('/objections', { schema: contract.schema('listObjections') }, async (request) => {
    const caller = callerOf(request)
    const sees = (row: ObjectionRow): boolean => row.by === caller.key || isOwner(caller, row)
    return { objections: all().filter(sees).map(shown) }
  })

  app.post('/objections/:id/decisions', { schema: contract.schema('decideObjection') }, async (request, reply) => {
    const caller = callerOf(request)
    const { id } = request.params as { id: string }
    const { label, note } = request.body as Pick<ObjectionDecision, 'label' | 'note'>
    const row = ledger.state.get(OBJECTION, id) as ObjectionRow | undefined
    if (row === undefined || !(isOwner(caller, row) || row.by === caller.key))
      throw new Refused('route_not_governed', { rule: 'objection', message: 'There is no such objection for you.' })
    // Nobody decides about what they said themselves.
    if (!isOwner(caller, row) || row.by === caller.key)
      throw new Refused('audience_not_granted', {
        clause: 'MS-47',
        rule: 'objection-owner',
        message: 'The owner of the rule decides, and not about an objection of their own.',
        next: 'Ask the privacy officer.',
      })
    if (row.decision !== null) return reply.code(200).send(shown(row))
    const decision: ObjectionDecision = { label, note, by: caller.key, at: now() }
    const value = { ...row, decision }
    await write(caller, { action: 'object.decide', exchange: row.exchange, entity: row.entity, label, note }, value)
    return reply.code(201).send(shown(value))
  })

  function write(actor: Principal, meta: Record<string, unknown>, value: ObjectionRow): Promise<unknown> {
    return ledger.write({
      type: 'review',
      agency: value.agency,
      actor,
      meta: { ...meta, objection: value.id },
      state: [{ kind: OBJECTION, key: value.id, value }],
    })
  }
}

function isOwner({ roles, agency }: Principal, row: ObjectionRow): boolean {
  return roles.includes(OWNER) && agency === row.agency
}

/** As people see it: decided or open, never whose it was. */
function shown({ by: _by, decision, ...row }: ObjectionRow): object {
  return {
    ...row,
    decision: decision === null ? null : { label: decision.label, note: decision.note, at: decision.at },
  }
}

interface Found {
  readonly entities: Readonly<Record<string, number>>
  readonly engine: string
}

/** What the record says was found in the prompt, and by what. */
function foundIn(entries: readonly StoredEntry[]): Found {
  for (const { parts } of entries) {
    const bytes = parts['meta']
    const { coverage } = (bytes ? readJson(bytes.toString('utf8')) : {}) as { coverage?: Partial<Found> }
    if (coverage?.entities !== undefined) return { entities: coverage.entities, engine: String(coverage.engine ?? '') }
  }
  return { entities: {}, engine: '' }
}
