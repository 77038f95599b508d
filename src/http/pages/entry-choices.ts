import { DATA_CLASSES, DECISION_MODES } from '../../core/decision.ts'
import type { Choice } from '../../pages/catalog-views.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { systemSchema } from '../../policy/schema/catalog.ts'
import { HIGH_RISK_EVIDENCE } from '../../policy/schema/lifecycle.ts'
import { SAFEGUARDS } from '../../policy/schema/safeguards.ts'
import { SUBJECT_TYPES, WIRE_IDS } from '../../policy/schema/terms.ts'
import { policyWords } from './policy-words.ts'

/** What can be chosen for each field of an entry that has choices, by its group and path; a reader’s words where the policy has any. */
export function entryChoices(policy: PolicySet, language: string): Readonly<Record<string, readonly Choice[]>> {
  const words = policyWords(policy, language)
  const named = (rows: readonly { readonly id: string; readonly name: string }[]): Choice[] =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  const plain = (values: readonly string[]): Choice[] => values.map((value) => ({ value, label: value }))
  const purposes = Object.keys(policy.purposes).map((id) => ({ value: id, label: words.purpose(id) }))
  return {
    'system hosting': plain(systemSchema.shape.hosting.options),
    'grants purposes': purposes,
    'grants subjectTypes': plain(SUBJECT_TYPES),
    'grants units': named(policy.units.units),
    'grants roles': Object.keys(policy.roles).map((id) => ({ value: id, label: words.role(id) })),
    'grants maxClass': DATA_CLASSES.map((id) => ({ value: id, label: words.dataClass(id) })),
    'grants maxDecisionMode': plain(DECISION_MODES),
    'upstream upstream.wires': plain(WIRE_IDS),
    'upstream upstream.credentialHeader': plain(['authorization', 'api-key']),
    'upstream upstream.network': plain(['public', 'private', 'loopback']),
    'protection safeguards': plain(SAFEGUARDS),
    'protection label': plain(Object.keys(policy.disclosures.labels)),
    'protection series': plain(Object.keys(policy.retention.series)),
    'protection training': named(Object.values(policy.courses).filter((course) => course !== undefined)),
    'protection datasets': named(policy.documents.catalog.datasets),
    'protection assurance': plain(['1', '2', '3']),
    'protection unscannable': plain(['refuse', 'allow', 'flag']),
    'protection release': plain(['segment', 'final', 'buffer']),
    'protection onVersionChange': plain(['stop', 'continue-flagged']),
    'assessments kind': plain(['risk', 'vulnerability', ...HIGH_RISK_EVIDENCE]),
    'assessments domains': plain(['cyber', 'privacy', 'continuity', 'legal', 'ethical']),
    'licence licence.permittedUses': purposes,
    'answerable approvedBy': named(policy.profile.approvers),
  }
}

/** What a new form begins with: what every system needs. */
export const NEW_ENTRY: Readonly<Record<string, string>> = Object.fromEntries(
  SAFEGUARDS.filter((one) => one !== 'review').map((one) => [`safeguards:${one}`, 'yes']),
)
