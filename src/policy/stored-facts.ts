import type { DataClass, DecisionMode } from '../core/decision.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { classOfEntities } from './data-class.ts'
import { scopeOf } from './entity-rule.ts'
import type { Facts, PurposeFact, Suspension } from './facts.ts'
import type { PolicySet } from './policy-set.ts'
import { resolvePurpose } from './resolve-purpose.ts'
import { resolveSystem } from './resolve-system.ts'
import type { PolicyWireId } from './schema/terms.ts'

/**
 * The facts of one decision as its record holds them: names in place of the catalog's rows, and what is harmless left
 * out. With the archived policy they give the same decision again (MS-55). No e-mail address and no text of the prompt:
 * no check may look at either.
 */
export interface StoredFacts {
  readonly principal: Readonly<Record<string, unknown>>
  readonly now: number
  readonly system: string
  readonly model: string
  /** The model’s approved successor answered in its place (MS-54). */
  readonly successor?: true
  readonly wire: PolicyWireId
  readonly purpose?: string
  readonly purposeFrom?: PurposeFact['source']
  readonly declared?: DataClass
  /** The class that was found by other means than entities, such as a marking. */
  readonly marked?: DataClass
  readonly decisionMode?: DecisionMode
  /** In the order that they were found in: a receipt names them in it. */
  readonly entities?: readonly (readonly [entity: string, count: number])[]
  /** Of them, those that only a word nearby told. */
  readonly labelled?: readonly string[]
  readonly unscannable?: readonly string[]
  readonly fields?: readonly string[]
  readonly attended: boolean
  /** Those that hit the request, without who ordered them. */
  readonly suspensions?: readonly Suspension[]
  /** Rules whose wording was found, where any was. */
  readonly uses?: readonly string[]
  /** Present where the licence counts seats. */
  readonly seats?: Facts['seats']
  /** Present where the device put one up. */
  readonly classCeiling?: DataClass
  /** Facts that are newer than this table are kept as they are. */
  readonly more?: Readonly<Record<string, unknown>>
}

/** Ids of the policy have this form; a purpose of another form is on no list, and is text of the caller’s. */
const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/
const NOT_AN_ID = '?'

/** What a record keeps of the facts. `policy` is the one that was asked. */
export function storeFacts(policy: PolicySet, facts: Facts): StoredFacts {
  const { principal, now, system, model, wire, purpose, dataClass, decisionMode, entities, ...rest } = facts
  const {
    unscannable,
    fields,
    attended,
    suspensions,
    uses = [],
    seats,
    labelled = [],
    classCeiling = null,
    ...more
  } = rest
  const found = Object.entries(entities).filter(([, count]) => count > 0)
  return {
    principal: storePrincipal(principal),
    now,
    system: system.id,
    model: model.id,
    ...(isSuccessor(policy, system.id, model) ? { successor: true as const } : {}),
    wire,
    ...(purpose.id === null ? {} : { purpose: ID.test(purpose.id) ? purpose.id : NOT_AN_ID }),
    ...(purpose.source === 'stated' ? {} : { purposeFrom: purpose.source }),
    ...(dataClass.declared === null ? {} : { declared: dataClass.declared }),
    ...(dataClass.detected === classOfEntities(policy, entities, scopeOf(facts)) ? {} : { marked: dataClass.detected }),
    ...(decisionMode === null ? {} : { decisionMode }),
    ...(found.length === 0 ? {} : { entities: found }),
    ...(unscannable.length === 0 ? {} : { unscannable }),
    ...(fields.length === 0 ? {} : { fields }),
    attended,
    ...(suspensions.length === 0 ? {} : { suspensions: suspensions.map(withoutOrder) }),
    ...(uses.length === 0 ? {} : { uses }),
    ...(seats === undefined ? {} : { seats: { taken: seats.taken, own: seats.own } }),
    ...(labelled.length === 0 ? {} : { labelled }),
    ...(classCeiling === null ? {} : { classCeiling }),
    ...(Object.keys(more).length === 0 ? {} : { more }),
  }
}

/** The facts as they were, for the policy that they were decided under; null when that policy has no such system. */
export function restoreFacts(policy: PolicySet, stored: StoredFacts): Facts | null {
  const listed = policy.index.models[`${stored.system}/${stored.model}`]
  if (listed === undefined) return null
  const next = policy.index.successors[`${stored.system} ${stored.model}`]
  const found = stored.successor === true && next !== undefined ? { ...listed, model: next.model } : listed
  const purpose = { id: stored.purpose ?? null, source: stored.purposeFrom ?? 'stated' } as const
  return complete(policy, stored, restorePrincipal(stored.principal), found, purpose)
}

/**
 * The facts as another policy would have come to them: the system is looked up on its list, what was assumed is assumed
 * anew, and what was found is weighed by its own rules. A refusal where the system isn’t on its list.
 */
export function transferFacts(policy: PolicySet, stored: StoredFacts): Facts | Refusal {
  const found = resolveSystem(policy, `${stored.system}/${stored.model}`, stored.wire, stored.now)
  if (found.kind === 'refuse') return found.refusal
  const principal = restorePrincipal(stored.principal)
  const stated = stored.purposeFrom === undefined ? (stored.purpose ?? null) : null
  return complete(policy, stored, principal, found, resolvePurpose(policy, principal, stated))
}

function complete(
  policy: PolicySet,
  stored: StoredFacts,
  principal: Principal,
  { system, model }: Pick<Facts, 'system' | 'model'>,
  purpose: PurposeFact,
): Facts {
  const entities = Object.fromEntries(stored.entities ?? [])
  return {
    principal,
    now: stored.now,
    system,
    model,
    wire: stored.wire,
    purpose,
    dataClass: {
      declared: stored.declared ?? null,
      detected: stored.marked ?? classOfEntities(policy, entities, scopeOf({ system, principal })),
    },
    decisionMode: stored.decisionMode ?? null,
    entities,
    unscannable: stored.unscannable ?? [],
    fields: stored.fields ?? [],
    attended: stored.attended,
    suspensions: stored.suspensions ?? [],
    uses: stored.uses ?? [],
    ...(stored.labelled === undefined ? {} : { labelled: stored.labelled }),
    ...(stored.seats === undefined ? {} : { seats: stored.seats }),
    classCeiling: stored.classCeiling ?? null,
    ...stored.more,
  }
}

function isSuccessor(policy: PolicySet, system: string, model: Facts['model']): boolean {
  const next = policy.index.successors[`${system} ${model.id}`]
  return next !== undefined && model.upstreamModel === next.model.upstreamModel
}

function withoutOrder({ target, value, reason, because }: Suspension): Suspension {
  return { target, value, ...(reason !== undefined && { reason }), ...(because !== undefined && { because }) }
}

/** Left out: the e-mail address, what follows from other members, and what is empty. */
function storePrincipal(principal: Principal): Record<string, unknown> {
  const { key: _key, email: _email, tokenId: _tokenId, issuedAt: _issuedAt, expiresAt: _expiresAt, ...kept } = principal
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => !isEmpty(value)))
}

function restorePrincipal(stored: Readonly<Record<string, unknown>>): Principal {
  return {
    roles: [],
    actors: [],
    training: {},
    sessionId: null,
    authenticatedAt: null,
    email: null,
    tokenId: '',
    issuedAt: 0,
    expiresAt: 0,
    ...stored,
    key: `${String(stored['issuer'])}|${String(stored['subject'])}`,
  } as unknown as Principal
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
