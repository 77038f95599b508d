import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { SuspensionTarget } from '../core/suspension.ts'
import type { PolicySet } from '../policy/policy-set.ts'

/** What an order names: something to suspend, or an issuer whose tokens are to die. */
export interface NamedTarget {
  readonly target: SuspensionTarget | 'issuer'
  readonly value: string
}

type Names = Pick<PolicySet, 'systems' | 'applications' | 'index' | 'purposes' | 'units' | 'issuers'>

/** A list longer than that helps nobody. */
const SHOWN_MAX = 20

/**
 * Null where the policy knows what is named. An order for a name with a typing error would be in force and stop nothing,
 * while whoever gave it believes that all is still (clause MS-31).
 */
export function unknownName(policy: Names, { target, value }: NamedTarget): Refusal | null {
  if (target === 'all') return null
  const names = [...new Set(namesOf(policy, target))]
  const isKnown =
    target === 'person'
      ? names.some((name) => value.startsWith(`${name}|`) && value.length > name.length + 1)
      : names.includes(value)
  return isKnown ? null : unknown(policy, { target, value }, names)
}

function namesOf(policy: Names, target: Exclude<NamedTarget['target'], 'all'>): string[] {
  switch (target) {
    case 'system':
      return [...policy.systems, ...policy.applications].map(({ id }) => id)
    case 'vendor':
      return policy.systems.map(({ vendor }) => vendor.name)
    case 'client':
      return Object.values(policy.index.clients).flatMap((client) => (client === undefined ? [] : [client.id]))
    case 'purpose':
      return Object.keys(policy.purposes)
    case 'unit':
      return policy.units.units.map(({ id }) => id)
    case 'person':
    case 'issuer':
      return policy.issuers.map(({ issuer }) => issuer)
  }
}

function unknown({ index }: Names, { target, value }: NamedTarget, names: readonly string[]): Refusal {
  const model = target === 'system' && Object.hasOwn(index.models, value) ? index.models[value] : undefined
  const shown = names.length > SHOWN_MAX ? [...names.slice(0, SHOWN_MAX), '…'] : names
  const list = target === 'person' ? shown.map((name) => `${name}|SUBJECT`) : shown
  return refusal('malformed_body', {
    rule: 'known-name',
    clause: target === 'issuer' ? 'MO-09' : 'MS-31',
    message: `Nothing was ${target === 'issuer' ? 'revoked' : 'suspended'}: the policy knows no such ${target}.`,
    next:
      model === undefined
        ? `Name one of: ${list.join(', ')}.`
        : `That is a model of system ${model.system.id}: name that.`,
  })
}
