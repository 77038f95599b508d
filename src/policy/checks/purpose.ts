import type { PolicySet } from '../policy-set.ts'
import { type Case, pass, refuse, type Verdict } from './check.ts'

const SOURCES = {
  stated: 'stated',
  'app-default': 'assumed for this app',
  'profile-default': 'assumed for this kind of subject',
} as const

/** What the system may be used for by this caller. */
export function purpose({ facts, purpose: known, client, grants }: Case, policy: PolicySet): Verdict {
  const { id, source } = facts.purpose
  if (id === null)
    return refuse('purpose', ['MS-01'], 'purpose_required', 'No purpose was stated, and none is assumed.', {
      next: `Send AI-Purpose with one of: ${Object.keys(policy.purposes).join(', ')}.`,
    })
  if (known === null)
    return refuse('purpose', ['MS-01', 'MS-40'], 'purpose_not_permitted', 'The stated purpose is not on the list.', {
      next: `Send AI-Purpose with one of: ${Object.keys(policy.purposes).join(', ')}.`,
    })
  if (facts.system.statedPurpose && source !== 'stated') {
    return refuse('purpose', ['MS-01'], 'purpose_required', `System ${facts.system.id} needs a stated purpose.`)
  }
  if (!known.subjectTypes.includes(facts.principal.subjectType)) {
    return refuse(
      'purpose',
      ['MS-40', ...known.clauses],
      'purpose_not_permitted',
      `Purpose ${id} is not open to subject type ${facts.principal.subjectType}.`,
    )
  }
  if (client?.purposes?.includes(id) === false) {
    return refuse(
      'purpose',
      ['MS-40'],
      'purpose_not_permitted',
      `Client ${client.id} is not registered for purpose ${id}.`,
    )
  }
  if (grants.purpose.length === 0) {
    return refuse(
      'purpose',
      ['MS-40', ...known.clauses],
      'purpose_not_permitted',
      `System ${facts.system.id} is not granted for purpose ${id}.`,
    )
  }
  return pass('purpose', ['MS-01', ...known.clauses], `Purpose ${id} (${SOURCES[source]}) is granted.`)
}
