import type { Principal } from '../core/principal.ts'
import { readJson } from '../core/read-json.ts'
import type { StoredEntry } from '../core/record.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { mayReveal, mayRevealInEmergency, type RecordFacts } from '../policy/record-access.ts'
import { Refused } from './governance-api.ts'

/** What somebody asks for who wants a sealed part. */
export interface RevealRequest {
  readonly part: 'orig' | 'out'
  readonly purpose?: string
  readonly reason?: string
  /** The case that they open themselves. */
  readonly emergency?: { readonly case: string }
  /** A reveal that was agreed to, or taken as an emergency. */
  readonly reveal?: string
}

/** How a request is to be met: at once, after somebody else agreed, or at once and reviewed later. Throws why not. */
export function revealWay(
  policy: PolicySet,
  caller: Principal,
  { facts, entries }: { readonly facts: RecordFacts; readonly entries: readonly StoredEntry[] },
  { part, purpose, reason, emergency }: RevealRequest,
): { readonly way: 'alone' | 'two-people' | 'emergency'; readonly purpose: string; readonly reason: string } {
  if (purpose === undefined || reason === undefined)
    throw new Refused('malformed_body', {
      clause: 'MS-24',
      rule: 'reveal-purpose',
      message: 'A reveal needs a purpose and a reason.',
      next: 'Say what for, and why this record.',
    })
  if (policy.purposes[purpose] === undefined) throw otherPurpose('your policy’s purposes')
  if (emergency !== undefined) {
    if (!mayRevealInEmergency(policy, caller, facts)) throw notYours('take a reveal as an emergency')
    return { way: 'emergency', purpose, reason }
  }
  const rule = policy.access.parts[part].reveal
  if (rule === undefined || !mayReveal(policy, caller, facts, part)) throw notYours('have this revealed')
  if (!rule.purposes.includes(purpose)) throw otherPurpose(rule.purposes.join(', '))
  const people = Math.max(rule.people, holdsSecret(policy, entries) ? policy.access.secrets.people : 1)
  return { way: people > 1 ? 'two-people' : 'alone', purpose, reason }
}

/** A key or password that may still open something. */
function holdsSecret({ redaction }: PolicySet, entries: readonly StoredEntry[]): boolean {
  return entries.some(({ parts }) => {
    const bytes = parts['meta']
    if (!bytes) return false
    const { coverage } = readJson(bytes.toString('utf8')) as {
      coverage?: { entities: Readonly<Record<string, number>> }
    }
    return Object.keys(coverage?.entities ?? {}).some((entity) => redaction.entities[entity]?.secret === true)
  })
}

export function notYours(what: string): Refused {
  return new Refused('audience_not_granted', {
    clause: 'MS-10',
    rule: 'access.yaml',
    message: `Your roles don’t let you ${what}.`,
    next: 'Ask a records officer.',
  })
}

function otherPurpose(purposes: string): Refused {
  return new Refused('purpose_not_permitted', {
    clause: 'MS-10',
    rule: 'reveal-purpose',
    message: 'A sealed part is not revealed for that purpose.',
    next: `Name one of ${purposes}.`,
  })
}
