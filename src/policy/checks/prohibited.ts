import type { PolicySet } from '../policy-set.ts'
import { prohibitedEntryFor, prohibitedModelName } from '../prohibited-match.ts'
import { type Case, pass, refuse, type Verdict } from './check.ts'

/** Barred by law: beats every grant. Loading refuses such entries already; this holds should one get in all the same. */
export function prohibited({ facts }: Case, policy: PolicySet): Verdict {
  const { entries } = policy.prohibited
  const entry = prohibitedEntryFor(facts.system, entries) ?? prohibitedModelName(facts.model.upstreamModel, entries)
  if (entry === null) return pass('prohibited', ['MS-18'], 'The system touches no prohibited technology.')
  return refuse(
    'prohibited',
    ['MS-18'],
    'prohibited_technology',
    `The system touches prohibited technology ${entry.id}.`,
  )
}
