import { dayOf } from '../core/calendar.ts'
import { HELD, type HeldRows, inRanges } from '../core/destruction.ts'
import { parseEntry } from '../core/entry.ts'
import type { ExchangeId } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { setDigest } from '../records/destruction-set.ts'
import { DISPOSITION, type DispositionRow } from './disposition-row.ts'
import type { DispositionParts } from './dispositions.ts'
import { dueByHand, dueFacts, type GatheredExchange, gather } from './gather-exchanges.ts'
import { type DueSet, reasonToStay } from './plan.ts'
import { dispositionRefused } from './refusals.ts'
import { RETENTION_RULE, type RuleRow } from './rule-row.ts'

/** Exchanges that counsel and a records officer decide about by hand: each closed, under this rule, and kept by nothing else. */
export async function gatherByHand(
  { store, ledger, policy, clock }: DispositionParts,
  rule: string,
  named: readonly string[],
  caller: Principal,
): Promise<{ set: DueSet; cutoff: string; excluded: number } | Refusal> {
  const { state } = ledger
  const rules = [...state.all(RETENTION_RULE).values()] as RuleRow[]
  const held = [...state.all(HELD).values()] as HeldRows[]
  const dispositions = [...state.all(DISPOSITION).values()] as DispositionRow[]
  const cutoff = dayOf(clock.now(), policy().profile.timezone)
  const exchanges = new Map<string, GatheredExchange>()
  for (const ref of new Set(named))
    for (const { index, entry } of await store.exchange(ref as ExchangeId))
      gather(exchanges, { index, entry: parseEntry(Buffer.from(entry)) })
  for (const ref of named)
    if (exchanges.get(ref)?.agency !== caller.agency)
      return dispositionRefused('unknown-record', `There is no such record for you: ${ref}.`, 'Check the ids.')
  for (const exchange of exchanges.values()) {
    const due = dueByHand(exchange, rules, dueFacts(state))
    const isHeld = held.some(({ ranges }) => exchange.members.some(({ index }) => inRanges(ranges, index)))
    const reason = due === null ? 'not-due' : reasonToStay(exchange, due.rule, isHeld, dispositions, policy())
    if (due === null || due.day > cutoff || due.rule.rule !== rule || (reason !== null && reason !== 'not-automatic'))
      return dispositionRefused(
        'stays',
        `${exchange.ref} stays: ${due !== null && due.rule.rule !== rule ? `it is under ${due.rule.rule}` : (reason ?? 'not due')}.`,
        'Leave it out.',
      )
  }
  const members = [...exchanges.values()].flatMap((one) => one.members).toSorted((a, b) => a.index - b.index)
  const set = { rule: state.get(RETENTION_RULE, rule) as RuleRow, exchanges: exchanges.size, members }
  return { set: { ...set, setSha256: setDigest(members) }, cutoff, excluded: 0 }
}
