import type { Principal } from '#src/core/principal.ts'
import type { Facts } from '#src/policy/facts.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import { DEMO_VALUES } from './policies.ts'

export const FACTS_NOW = Date.parse('2026-11-22T18:00:00Z')

/** An employee of the demo whom nothing stands against. */
export function demoPrincipal(changes: Partial<Principal> = {}): Principal {
  const subject = changes.subject ?? 'employee'
  return {
    issuer: DEMO_VALUES.ISSUER,
    subject,
    key: `${DEMO_VALUES.ISSUER}|${subject}`,
    subjectType: 'employee',
    client: 'statehouse-demo',
    agency: 'MS-ITS',
    unit: 'ITS-APPDEV',
    roles: ['staff'],
    email: 'employee@its.ms.gov',
    assurance: 3,
    tokenId: 't',
    issuedAt: FACTS_NOW / 1000,
    expiresAt: FACTS_NOW / 1000 + 3600,
    sessionId: null,
    authenticatedAt: FACTS_NOW / 1000,
    actors: [],
    training: { 'ai-foundations': '2026-10-01', 'data-classification': '2026-10-01' },
    ...changes,
  }
}

/** Facts of an everyday exchange with a system of the policy. */
export function demoFacts(policy: PolicySet, systemId: string, changes: Partial<Facts> = {}): Facts {
  const system = policy.systems.find(({ id }) => id === systemId)!
  const principal = changes.principal ?? demoPrincipal()
  return {
    principal,
    now: FACTS_NOW,
    system,
    model: system.models[0]!,
    wire: 'openai.chat',
    purpose: { id: 'draft-internal', source: 'stated' },
    dataClass: { declared: null, detected: 'public' },
    decisionMode: null,
    entities: {},
    unscannable: [],
    fields: [],
    attended: principal.subjectType !== 'service',
    suspensions: [],
    ...changes,
  }
}
