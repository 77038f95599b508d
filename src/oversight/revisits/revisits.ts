import type { Clock } from '../../core/ids.ts'
import { isPerson, type Principal } from '../../core/principal.ts'
import type { Refusal } from '../../core/refusal-codes.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { type Ledger, writeOr } from '../../records/ledger.ts'
import type { RevisitDraws } from './draw-revisits.ts'
import { conflict, incomplete, notDrawn, people } from './refusals.ts'
import { REVISIT, type RevisitResult, type RevisitRow } from './revisit-row.ts'

/** What somebody says of an answer of theirs that they looked at again. */
export interface RevisitSaid {
  readonly exchange: string
  readonly result: RevisitResult
  /** With a change: what has to change, by the ids of the policy. */
  readonly finding: string | null
  readonly note: string
}

/** Clause MS-62: people look again at some of their own answers. It stops nobody, and nothing is counted against anybody. */
export interface Revisits {
  /** What is theirs to look at again; null: nothing was drawn. */
  own(caller: Principal): Promise<RevisitRow | null | Refusal>
  say(caller: Principal, number: string, said: RevisitSaid): Promise<RevisitRow | Refusal>
}

export interface RevisitParts {
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly clock: Clock
  readonly draws: Pick<RevisitDraws, 'drawFor'>
}

const NOTE_MAX = 2_000

export function createRevisits({ policy, ledger, clock, draws }: RevisitParts): Revisits {
  const rule = () => policy().oversight?.sampling.revisits
  const rowOf = ({ key }: Principal): RevisitRow | null =>
    (ledger.state.get(REVISIT, key) as RevisitRow | undefined) ?? null

  async function say(caller: Principal, number: string, said: RevisitSaid): Promise<RevisitRow | Refusal> {
    if (!isPerson(caller)) return people()
    const row = rowOf(caller)
    if (row === null) return notDrawn()
    if (row.number !== number) return conflict('Other answers were drawn since you looked.')
    const one = row.drawn.find(({ exchange }) => exchange === said.exchange)
    if (one === undefined) return notDrawn()
    const finding = said.result === 'change' ? said.finding : null
    if (said.result === 'change' && !(rule()?.findings ?? []).some(({ id }) => id === finding))
      return incomplete('Choose what has to change.')
    if (one.answer !== null)
      return one.answer.result === said.result && one.answer.finding === finding
        ? row
        : conflict('You have said something else of this answer since you looked.')
    const at = new Date(clock.now()).toISOString()
    const answer = { result: said.result, finding, at }
    const value = { ...row, drawn: row.drawn.map((other) => (other === one ? { ...one, answer } : other)) }
    const note = said.note.trim().slice(0, NOTE_MAX)
    const act = {
      type: 'review' as const,
      agency: caller.agency,
      actor: caller,
      meta: { action: 'revisit-answer', revisit: number, exchange: said.exchange, result: said.result, finding },
      ...(note === '' ? {} : { body: { note } }),
      state: [{ kind: REVISIT, key: caller.key, value }],
      basis: [{ kind: REVISIT, key: caller.key, value: row }],
    }
    const written = await writeOr(ledger, act, () => conflict('Your answers were changed at the same moment.'))
    return 'code' in written ? written : value
  }

  return {
    async own(caller) {
      if (!isPerson(caller)) return people()
      if (rule() === undefined) return null
      await draws.drawFor(caller)
      return rowOf(caller)
    },
    say,
  }
}
