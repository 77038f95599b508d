import { dayOf } from '../core/calendar.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Amendment } from '../policy/schema/amendment.ts'
import { type ApprovalRow, approvalsOf } from './approval-row.ts'
import { readProposal, withinTerms } from './proposal.ts'
import type { Words } from './statement.ts'

type SignOff = Extract<Amendment, { kind: 'grant' }>['decisions'][number]

export interface ProposedChange {
  /** Null: there is nothing that the catalog could hold. */
  readonly amendment: Amendment | null
  /** Why not, where somebody could mend it. */
  readonly problems: readonly string[]
}

/** What an approval of a request writes into the catalog, by what was asked and what approvals so far left of it. */
export function proposedChange(policy: PolicySet, row: ApprovalRow, words: Words, today: string): ProposedChange {
  const { ask, terms } = row
  if (ask.system === null) return NOTHING
  const decisions = signOffs(policy, row, today)
  const reference = `request ${row.number}`
  switch (row.kind) {
    case 'access': {
      const grant = grantOf(policy, row, reference)
      return grant === null ? NOTHING : just({ kind: 'grant', system: ask.system, grant, decisions })
    }
    case 'renewal':
      return just({ kind: 'renewal', system: ask.system, expires: terms.until, decisions })
    case 'successor': {
      const { model, successor } = ask
      if (model === null || successor === null) return NOTHING
      const by = dutyOf(policy, 'cto')
      return just({
        kind: 'successor',
        system: ask.system,
        model,
        successor: { ...successor, by, reference },
        decisions,
      })
    }
    case 'system': {
      const approval = { status: 'active' as const, decisions, expires: terms.until }
      const { system, problems } = readProposal(words.proposal ?? {}, approval)
      return system === null
        ? { amendment: null, problems }
        : just({ kind: 'system', system: withinTerms(system, terms) })
    }
  }
}

const NOTHING: ProposedChange = { amendment: null, problems: [] }

function just(amendment: Amendment): ProposedChange {
  return { amendment, problems: [] }
}

/** For whom, for what, how far and until when; null where nobody could be named. */
function grantOf(
  policy: PolicySet,
  { ask, terms, requester, agency, unit }: ApprovalRow,
  reference: string,
): Extract<Amendment, { kind: 'grant' }>['grant'] | null {
  const issuer = policy.index.issuers[requester.issuer]?.id
  if (ask.purpose === null || issuer === undefined) return null
  return {
    agencies: [agency],
    units: [unit],
    subjectTypes: [requester.subjectType],
    ...(terms.who === 'person' ? { people: [{ issuer, subject: requester.subject }] } : {}),
    purposes: [ask.purpose],
    maxClass: terms.dataClass,
    maxDecisionMode: terms.decisionMode,
    ...(terms.decisionMode === 'decide'
      ? { decisionApproval: { reference, signer: dutyOf(policy, 'cto'), expires: terms.until } }
      : {}),
    until: terms.until,
    clauses: ['MS-37', 'MS-40', 'MS-56'],
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
