import { dayOf } from '../core/calendar.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Amendment } from '../policy/schema/amendment.ts'
import { type ApprovalRow, approvalsOf } from './approval-row.ts'

type SignOff = Extract<Amendment, { kind: 'grant' }>['decisions'][number]

/** What an approval of a request writes into the catalog, by what was asked and what approvals so far left of it. */
export function proposedChange(policy: PolicySet, row: ApprovalRow, today: string): Amendment | null {
  const { ask, terms, requester } = row
  if (ask.system === null) return null
  const decisions = signOffs(policy, row, today)
  const reference = `request ${row.number}`
  switch (row.kind) {
    case 'access': {
      const issuer = policy.index.issuers[requester.issuer]?.id
      if (ask.purpose === null || (terms.who === 'person' && issuer === undefined)) return null
      return {
        kind: 'grant',
        system: ask.system,
        grant: {
          agencies: [row.agency],
          units: [row.unit],
          subjectTypes: [requester.subjectType],
          ...(terms.who === 'person' ? { people: [{ issuer: issuer!, subject: requester.subject }] } : {}),
          purposes: [ask.purpose],
          maxClass: terms.dataClass,
          maxDecisionMode: terms.decisionMode,
          ...(terms.decisionMode === 'decide' || terms.decisionMode === 'recommend'
            ? { decisionApproval: { reference, signer: 'cto', expires: terms.until } }
            : {}),
          until: terms.until,
          clauses: ['MS-37', 'MS-40', 'MS-56'],
        },
        decisions,
      }
    }
    case 'renewal':
      return { kind: 'renewal', system: ask.system, expires: terms.until, decisions }
    case 'successor':
      if (ask.model === null || ask.successor === null) return null
      return {
        kind: 'successor',
        system: ask.system,
        model: ask.model,
        successor: { ...ask.successor, by: dutyOf(policy, 'cto'), reference },
        decisions,
      }
    case 'system':
      return null
  }
}

/**
 * Every seat that the request needs, each with the day on which it signed; a seat that hasn’t yet stands there as if it
 * signed today, so that those who come first see what the last one will write.
 */
function signOffs(policy: PolicySet, row: ApprovalRow, today: string): SignOff[] {
  const { timezone } = policy.profile
  const days = new Map(approvalsOf(row).map(({ seat, at }) => [seat, dayOf(Date.parse(at), timezone)]))
  return (['supervisor', ...row.needs, 'cto'] as const).map((seat) => ({
    seat,
    by: seat === 'supervisor' ? row.to.role : dutyOf(policy, seat),
    on: days.get(seat) ?? today,
    reference: `request ${row.number}`,
  }))
}

/** People are in the log; the catalog, which every employee reads, has their duty. */
function dutyOf({ approvals, roles }: PolicySet, seat: string): string {
  const role = approvals?.seats.find(({ id }) => id === seat)?.roles[0] ?? seat
  return roles[role]?.name['en'] ?? role
}
