const DAY_MS = 86_400_000

/** Whether people work on a calendar day (`2027-06-30`): a weekday that is no holiday. */
export function isBusinessDay(day: string, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.has(day)
}

/** The calendar day after another one. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

/**
 * The `count`th business day after a day, which itself doesn't count, of those that `counts` lets count. Throws a RangeError
 * where none of the next ten years' days does.
 */
export function businessDayAfter(
  day: string,
  count: number,
  holidays: ReadonlySet<string>,
  counts: (day: string) => boolean = () => true,
): string {
  let at = day
  let left = count
  for (let looked = 0; left > 0; looked++) {
    if (looked > 3_660) throw new RangeError(`no ${count} business days follow ${day}`)
    at = nextDay(at)
    if (isBusinessDay(at, holidays) && counts(at)) left--
  }
  return at
}

/** Business days after `from`, up to and with `to`, of those that `counts` lets count; none where `to` isn't later. */
export function businessDaysBetween(
  from: string,
  to: string,
  holidays: ReadonlySet<string>,
  counts: (day: string) => boolean = () => true,
): number {
  let found = 0
  for (let at = nextDay(from); at <= to; at = nextDay(at)) if (isBusinessDay(at, holidays) && counts(at)) found++
  return found
}
