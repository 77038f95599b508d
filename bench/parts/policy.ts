import { decide } from '#src/policy/decide.ts'
import type { Facts } from '#src/policy/facts.ts'
import { loadPolicy } from '#src/policy/load.ts'
import type { CatalogSystem, Grant, PolicySet } from '#src/policy/policy-set.ts'
import { storeFacts } from '#src/policy/stored-facts.ts'
import { quantile } from '../measure/statistics.ts'

/** Microseconds of one decision with its receipt, and of what a record keeps of it. */
export interface PolicyFigures {
  readonly systems: number
  readonly rules: number
  readonly p50: number
  readonly p99: number
  readonly factsP50: number
  readonly factsP99: number
}

const SYSTEMS = 500
const RULES = 200
const WARM = 20_000
const ASKED = 100_000

/** A large policy: every system has all the rules, and only the last of them fits, so that each question looks at all. */
export function measurePolicy(): PolicyFigures {
  const policy = largePolicy()
  const facts = policy.systems.slice(0, 64).map((system, index) => factsFor(policy, system, index))
  for (let i = 0; i < WARM; i++) decide(policy, facts[i % facts.length]!)
  const decisions = timed((i) => decide(policy, facts[i % facts.length]!))
  for (let i = 0; i < WARM; i++) storeFacts(policy, facts[i % facts.length]!)
  const stored = timed((i) => JSON.stringify(storeFacts(policy, facts[i % facts.length]!)))
  return {
    systems: SYSTEMS,
    rules: RULES,
    p50: quantile(decisions, 0.5),
    p99: quantile(decisions, 0.99),
    factsP50: quantile(stored, 0.5),
    factsP99: quantile(stored, 0.99),
  }
}

/** Microseconds of each call. */
function timed(call: (i: number) => unknown): number[] {
  const micros: number[] = []
  for (let i = 0; i < ASKED; i++) {
    const start = process.hrtime.bigint()
    call(i)
    micros.push(Number(process.hrtime.bigint() - start) / 1_000)
  }
  return micros
}

/** The shipped profile with many systems, each with many grants of which the last admits the caller. */
export function largePolicy(): PolicySet {
  const profile = loadPolicy({ folder: 'policies/us-ms-its' })
  const model = profile.systems.find(({ id }) => id === 'magnolia-drafting')!
  const others: Grant[] = Array.from({ length: RULES - 1 }, (_, index) => ({
    ...model.grants[0]!,
    units: [`UNIT-${index}`],
  }))
  const systems: CatalogSystem[] = Array.from({ length: SYSTEMS }, (_, index) => ({
    ...model,
    id: `system-${index}`,
    grants: [...others, model.grants[0]!],
  }))
  const models = Object.fromEntries(
    systems.flatMap((system) => system.models.map((one) => [`${system.id}/${one.id}`, { system, model: one }])),
  )
  return { ...profile, systems, index: { ...profile.index, models } }
}

/** An exchange that is allowed, or one in four that is refused. */
export function factsFor(policy: PolicySet, system: CatalogSystem, index: number): Facts {
  const issuer = policy.issuers[0]!.issuer
  const subject = `person-${index}`
  return {
    principal: {
      issuer,
      subject,
      key: `${issuer}|${subject}`,
      subjectType: 'employee',
      client: policy.clients[0]!.id,
      agency: 'MS-ITS',
      unit: policy.units.units[index % policy.units.units.length]!.id,
      roles: ['staff'],
      email: null,
      assurance: 2,
      tokenId: 't',
      issuedAt: 0,
      expiresAt: 0,
      sessionId: null,
      authenticatedAt: null,
      actors: [],
      training: { 'ai-foundations': '2026-10-01' },
    },
    now: Date.parse('2026-11-22T18:00:00Z'),
    system,
    model: system.models[0]!,
    wire: 'openai.chat',
    purpose: { id: index % 4 === 3 ? 'audit' : 'draft-internal', source: 'stated' },
    dataClass: { declared: null, detected: 'public' },
    decisionMode: null,
    entities: index % 2 === 0 ? {} : { us_ssn: 1, email_address: 2 },
    unscannable: [],
    fields: [],
    attended: true,
    suspensions: [],
  }
}
