import type { PolicySet } from './policy-set.ts'

/** Ids of the connectors that send mail; none: this gateway sends no mail. */
export function mailConnectors({ incidents }: Pick<PolicySet, 'incidents'>): string[] {
  return incidents.connectors.flatMap(({ id, kind }) => (kind === 'smtp' ? [id] : []))
}
