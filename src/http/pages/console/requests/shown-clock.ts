import type { ClockView } from '../../../../pages/request-views.ts'
import type { ShownRequest } from '../../../desks/request-desk.ts'

type ClockFacts = Pick<
  ShownRequest,
  'status' | 'due_on' | 'days_left' | 'overdue' | 'limit_on' | 'past_limit' | 'waiting' | 'outcome' | 'closed_on'
>

/** How a request’s clock stands, with its days written out. */
export function clockView(shown: ClockFacts, language: string): ClockView {
  const isOver = shown.status === 'closed' || shown.status === 'withdrawn'
  const day = (value: string | null): string | null => (value === null ? null : dayText(value, language))
  return {
    state: isOver ? 'over' : shown.waiting !== null ? 'waiting' : shown.overdue ? 'overdue' : 'running',
    left: shown.days_left ?? 0,
    due: day(shown.due_on),
    waitingFor: shown.waiting?.for ?? null,
    waitingUntil: day(shown.waiting?.until ?? null),
    limit: isOver ? null : day(shown.limit_on),
    isPastLimit: shown.past_limit,
    outcome: shown.outcome,
    closed: day(shown.closed_on),
  }
}

/** A calendar day (`2027-03-02`) as people say it. */
export function dayText(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(day))
}
