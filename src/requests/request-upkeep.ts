import { dayOf } from '../core/calendar.ts'
import type { EntryId } from '../core/ids.ts'
import { requestHoldRelease } from '../retention/request-hold.ts'
import { clockEntry, type RequestLog, type RequestLogParts } from './request-log.ts'
import { appealOver, type Requests } from './requests.ts'
import { whyNot } from './take-step.ts'

/**
 * What the clock alone brings about: withdrawal of what waited too long, and the end of a hold when a request is closed and
 * its appeal period over. Nothing is released while the period waits for a person's decision.
 */
export async function keepRequests(
  { ledger, policy, clock, log }: RequestLogParts & { readonly log: RequestLog },
  requests: Pick<Requests, 'lapse'>,
): Promise<void> {
  await requests.lapse()
  await log.inTurn(async () => {
    const law = policy().recordsRequests
    if (law === null) return
    const today = dayOf(clock.now(), policy().profile.timezone)
    for (const row of log.all()) {
      if (row.closedDay === null || row.hold === null || whyNot(row, 'release-hold') !== null) continue
      const over = row.appealOver ?? appealOver(row.closedDay, law)
      if (over === null || today < over) continue
      const at = new Date(clock.now()).toISOString()
      for (const hold of [row.hold, row.walledHold]) {
        const act = hold === null ? null : requestHoldRelease(hold, at, ledger.state)
        if (act !== null) await ledger.write({ ...act, id: clockEntry(row, `release ${hold}`) as EntryId, actor: null })
      }
      const outcome = await log.take(
        row,
        { kind: 'release-hold' },
        { reason: `its appeal period was over on ${over}`, isByClock: true },
        null,
      )
      if ('code' in outcome) throw new Error(outcome.message)
    }
  })
}
