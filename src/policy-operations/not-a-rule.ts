import { members } from './value-at.ts'

/**
 * What of a policy decides nothing: texts for people, evidence of who signed, citations, and the wiring to vendors and
 * issuers that other tests exercise with real servers. A path is a pattern over `document.key.key`; `*` is one key, `**`
 * any number. Everything that isn’t here is a rule, and some test must notice when it changes.
 */
const PATTERNS: readonly string[] = [
  // Which form the file is written in, and which clause it cites.
  '*.version',
  '**.clauses',
  // Names and texts for people.
  '**.name',
  '**.title',
  '**.text',
  '**.description',
  '**.link',
  '**.basis',
  '**.citation',
  '**.authority',
  '**.phone',
  '**.url',
  '**.hours',
  '**.labelShownBy',
  '**.archived',
  '**.conditions',
  'profile.sources',
  'profile.agency',
  'profile.jurisdiction',
  // Who answers for what: evidence, not a condition.
  '**.responsibleOfficial',
  '**.leaderRole',
  '**.approval.decisions',
  '**.decisionApproval.reference',
  '**.decisionApproval.signer',
  '**.acknowledged.*.by',
  '**.acknowledged.*.on',
  'prohibited.source.retrieved',
  'prohibited.source.reviewEveryDays',
  // How a vendor is reached and what it calls its models.
  'catalog.systems.*.vendor.country',
  'catalog.systems.*.vendor.parent',
  'catalog.systems.*.models.*.upstreamModel',
  'catalog.systems.*.models.*.created',
  'catalog.systems.*.upstream.timeouts',
  'catalog.systems.*.upstream.credential',
  'catalog.systems.*.upstream.credentialHeader',
  'catalog.systems.*.upstream.caFile',
  'catalog.systems.*.upstream.basePath',
  // Controls are words for readers here: the data path carries all of them out, listed or not (a system can’t do without).
  'catalog.systems.*.safeguards',
  // Data, for those who read the classes.
  'classes.classes',
]

const COMPILED = PATTERNS.map(toRegExp)

/** Whether the value at `document/key/key` decides nothing; ids may hold dots. */
export function isNotARule(path: string): boolean {
  return COMPILED.some((pattern) => pattern.test(path))
}

/** A value without what decides nothing, at `document/key/key`. */
export function rulesIn(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return value
  const kept = members(value).filter(([name]) => !isNotARule(`${path}/${name}`))
  const inner = kept.map(([name, member]) => [name, rulesIn(member, `${path}/${name}`)] as const)
  return Array.isArray(value) ? inner.map(([, member]) => member) : Object.fromEntries(inner)
}

function toRegExp(pattern: string): RegExp {
  const source = pattern
    .split('.')
    .map((part) => (part === '**' ? '.+' : part === '*' ? '[^/]+' : part.replace(/[^A-Za-z0-9-]/g, '\\$&')))
    .join('/')
  return new RegExp(`^${source}(/|$)`)
}
