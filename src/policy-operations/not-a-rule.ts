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
  '**.factsheet',
  '**.expectedBenefit',
  '**.basis',
  '**.citation',
  '**.authority',
  '**.phone',
  '**.url',
  '**.hours',
  'disclosures.publicNotices.*.ai',
  'disclosures.publicNotices.*.recorded',
  'disclosures.publicNotices.*.dontEnter',
  'disclosures.publicNotices.*.emergency',
  'disclosures.statement.reviewed',
  'disclosures.statement.unreviewed',
  'purposes.purposes.*.affected',
  // Whether counsel has approved a text: it stands either way.
  '**.counsel',
  'clients.clients.*.surface.instructions',
  '**.labelShownBy',
  '**.archived',
  '**.conditions',
  'profile.sources',
  'profile.agency',
  'profile.jurisdiction',
  // Layers are laid down by now: what each brings stands in its document, and is tested there.
  'profile.layers',
  // Moves warnings of what runs out, never its end, and the clock of requests for records.
  'profile.holidays',
  'profile.workingHours',
  // Of requests for records; no exchange is judged by it.
  'records-requests.**',
  // Of what people look at afterwards; whether a course is on record decides, and that is tested.
  'oversight.**',
  'exceptions.routineThresholdPerMonth',
  // When people are told again; no exchange is judged by it.
  'retention.holdRemindDays',
  // Who is asked before something is approved; no exchange is judged by it.
  'approvals.**',
  // Which clause is cited; what is decided stays.
  'profile.crosswalk',
  // Who answers for what: evidence, not a condition.
  '**.responsibleOfficial',
  '**.leaderRole',
  'units.units.*.above',
  '**.approval.decisions',
  '**.decisionApproval.reference',
  '**.decisionApproval.signer',
  '**.owner',
  '**.reference',
  'catalog.datasets.*.source',
  '**.acknowledged.*.by',
  '**.acknowledged.*.on',
  // What evidence says and when it was made. That it is there, and its end (`due`, `expires`), decide.
  'catalog.systems.*.assessments.*.on',
  'catalog.systems.*.assessments.*.domains',
  'catalog.systems.*.audit.everyMonths',
  'catalog.systems.*.audit.last',
  'catalog.systems.*.audit.findings',
  'catalog.systems.*.controls.*.statement',
  'catalog.systems.*.controls.*.last',
  'catalog.systems.*.vendorPromise.evidence',
  'catalog.systems.*.vendorPromise.retention',
  'catalog.systems.*.licence.contract',
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
  // Shows that a recognizer finds what it should, and why a list is kept; what is found is what it says elsewhere.
  'recognizers.recognizers.*.cases',
  'recognizers.*.*.reason',
  // Told to others after the answer; decides nothing.
  'siem.person',
  'siem.sinks',
  // Asked of counsel by `doctor`; what may be cited stays.
  'exemptions.exemptions.*.undecided',
  // Data, for those who read the classes.
  'classes.classes',
  // What a person is told beside a flag.
  '**.coaching',
  // How people deal with what is reported: no request to a model is decided by it.
  'incidents.types',
  'incidents.channels',
  'incidents.states',
  'incidents.readers',
  'incidents.taskKinds',
  'incidents.taskRemindDays',
  'incidents.hosts',
  'incidents.connectors',
]

/** All patterns in one expression: it is asked of every value of a policy, for every test. */
const NOT_A_RULE = new RegExp(`^(?:${PATTERNS.map(toSource).join('|')})(?:/|$)`)

/** Whether the value at `document/key/key` decides nothing; ids may hold dots. */
export function isNotARule(path: string): boolean {
  return NOT_A_RULE.test(path)
}

/** A value without what decides nothing, at `document/key/key`. */
export function rulesIn(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return value
  const kept = members(value).filter(([name]) => !isNotARule(`${path}/${name}`))
  const inner = kept.map(([name, member]) => [name, rulesIn(member, `${path}/${name}`)] as const)
  return Array.isArray(value) ? inner.map(([, member]) => member) : Object.fromEntries(inner)
}

function toSource(pattern: string): string {
  return pattern
    .split('.')
    .map((part) => (part === '**' ? '.+' : part === '*' ? '[^/]+' : part.replace(/[^A-Za-z0-9-]/g, '\\$&')))
    .join('/')
}
