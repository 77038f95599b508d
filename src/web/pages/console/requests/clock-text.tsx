import type { ClockView } from '../../../../pages/request-views.ts'
import type { Words } from '../../../languages/en.ts'

/** The law’s clock as a sentence: nobody has to count. */
export function clockText(clock: ClockView, { requests }: Words): string {
  if (clock.state === 'over')
    return requests.over(requests.outcomes[clock.outcome ?? ''] ?? clock.outcome ?? '', clock.closed ?? '')
  if (clock.state === 'waiting')
    return requests.waiting(requests.waits[clock.waitingFor ?? ''] ?? '', clock.waitingUntil)
  if (clock.state === 'overdue') return clock.due === null ? requests.overdueUnknown : requests.overdue(clock.due)
  return requests.left(clock.left, clock.due ?? '')
}

export function Clock({ clock, words }: { readonly clock: ClockView; readonly words: Words }) {
  const { requests } = words
  const isUrgent = clock.state === 'overdue' || (clock.state === 'running' && clock.left <= 2)
  return (
    <>
      {isUrgent ? <strong>{clockText(clock, words)}</strong> : clockText(clock, words)}
      {clock.limit === null ? null : (
        <>
          <br />
          <span class="quiet">{clock.isPastLimit ? requests.pastLimit(clock.limit) : requests.limit(clock.limit)}</span>
        </>
      )}
    </>
  )
}
