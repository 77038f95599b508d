import { isBusinessDay } from '../core/business-days.ts'
import { dayAfter, dayOf } from '../core/calendar.ts'
import type { Principal } from '../core/principal.ts'
import { REQUEST_NUMBER } from '../core/records-request.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { PolicySet, RecordsRequestLaw } from '../policy/policy-set.ts'
import { allowanceUntil, dueDay, limitDay, type RequestCalendar, receivedDay } from './clock.ts'
import { estimateFees } from './fees.ts'
import type { LetterWords } from './letters.ts'
import { type CitedExemption, writeLetter } from './letters.ts'
import { conflict, malformed, mayWork, notYours } from './request-authority.ts'
import type { RequestLog, RequestLogParts, StepWords } from './request-log.ts'
import type { Intake, LetterKind, RecordsRequestRow } from './request-row.ts'
import type { StepChange } from './request-step.ts'
import { takeStep, whyNot } from './take-step.ts'
import type { Transition } from './transitions.ts'

export interface RequestsParts extends RequestLogParts {
  readonly log: RequestLog
  /** An exemption of the policy, as letters cite it; null: there is none of that id. */
  readonly exemptionOf: (id: string) => CitedExemption | null
}

export interface IntakeOrder extends Intake {
  readonly channel: string
  /** RFC 3339; now where it is left out. */
  readonly receivedAt?: string
  readonly reason: string
}

/** The life of public-records requests: taken in, waited for, answered, closed (MS-24, MO-06). */
export interface Requests {
  receive(order: IntakeOrder, caller: Principal): Promise<RecordsRequestRow | Refusal>
  transition(id: string, asked: Transition, caller: Principal): Promise<RecordsRequestRow | Refusal>
  /** The letter that a transition would send now, with the request after it; nothing is written. */
  draft(id: string, asked: Transition, caller: Principal): Promise<DraftedStep | Refusal>
  /** Withdraws what waited too long, by the law's own windows. */
  lapse(): Promise<void>
}

export interface DraftedStep {
  readonly after: RecordsRequestRow
  /** Null: the transition sends none. */
  readonly letter: { readonly kind: LetterKind; readonly text: string } | null
}

/** The calendar that a policy counts a request's days in. */
export function calendarOf({ profile }: PolicySet): RequestCalendar {
  return { zone: profile.timezone, holidays: new Set(profile.holidays) }
}

/** First day on which what a request holds may go when it is closed today; null while nobody has decided the period. */
export function appealOver(closedDay: string, { appeal }: RecordsRequestLaw): string | null {
  return appeal.undecided === undefined ? dayAfter(closedDay, `${appeal.period}`) : null
}

export function createRequests({ log, policy, clock, ids, exemptionOf }: RequestsParts): Requests {
  const today = (): string => dayOf(clock.now(), policy().profile.timezone)

  function law(): RecordsRequestLaw | Refusal {
    return (
      policy().recordsRequests ??
      conflict(
        'no-law',
        'The policy says nothing about public-records requests.',
        'Add records-requests.yaml to the profile.',
      )
    )
  }

  /** The last number of a year that this gateway knows of. */
  function lastNumber(agency: string, year: string): number {
    const own = log.all().filter((row) => row.agency === agency && row.number.startsWith(`${year}-`))
    return Math.max(0, ...own.map(({ number }) => Number(number.slice(5))))
  }

  async function receive(order: IntakeOrder, caller: Principal): Promise<RecordsRequestRow | Refusal> {
    const { requester, description, channel, reason } = order
    if (!mayWork(policy(), caller, caller.agency)) return notYours()
    const own = law()
    if ('code' in own) return own
    const receivedAt = order.receivedAt === undefined ? clock.now() : Date.parse(order.receivedAt)
    if (Number.isNaN(receivedAt) || receivedAt > clock.now())
      return malformed('received-at', 'A request can’t have been received in the future.', 'Say when it came.')
    const { agency } = caller
    const year = today().slice(0, 4)
    const change = {
      kind: 'receive' as const,
      id: ids.entryId(),
      agency,
      channel,
      receivedAt: new Date(receivedAt).toISOString(),
      receivedDay: receivedDay(receivedAt, calendarOf(policy()), own.closeOfBusiness),
      allowance: own.response.days,
      limitDays: own.limit?.days ?? null,
    }
    const intake: Intake = { requester, description }
    const calendar = calendarOf(policy())
    const letter = letterOf(
      'receipt',
      (row) => ({ received: dayOf(receivedAt, calendar.zone), due: dueDay(row, calendar)! }),
      intake,
      own,
    )
    for (let last = lastNumber(agency, year) + 1; ; last++) {
      const number = `${year}-${String(last).padStart(4, '0')}`
      // Another gateway may have given it a moment ago: then the next one is free, or taken in its turn.
      const claim = { kind: REQUEST_NUMBER, key: `${agency} ${number}` }
      const outcome = await log.take(
        null,
        { ...change, number },
        {
          reason,
          said: { intake },
          letter,
          state: [{ ...claim, value: change.id }],
          basis: [{ ...claim, value: null }],
        },
        caller,
      )
      if (!('code' in outcome) || outcome.rule !== 'stale') return outcome
    }
  }

  function letterOf<Kind extends LetterKind>(
    kind: Kind,
    words: (row: RecordsRequestRow) => LetterWords[Kind],
    intake: Intake,
    own: RecordsRequestLaw,
  ): NonNullable<StepWords['letter']> {
    return { kind, text: (row) => writeLetter(kind, words(row), { row, intake, law: own, day: today() }) }
  }

  async function transition(id: string, asked: Transition, caller: Principal): Promise<RecordsRequestRow | Refusal> {
    const ready = await readyFor(id, asked, caller)
    if ('code' in ready) return ready
    const { row, change, letter } = ready
    const { reason, transition: _kind, ...said } = asked
    return log.take(row, change, { reason, said: { said }, ...(letter && { letter }) }, caller)
  }

  async function draft(id: string, asked: Transition, caller: Principal): Promise<DraftedStep | Refusal> {
    const ready = await readyFor(id, asked, caller)
    if ('code' in ready) return ready
    const { row, change, letter } = ready
    const step = { entry: '', at: new Date(clock.now()).toISOString(), letter: letter?.kind ?? null, change }
    const after = takeStep(row, step)
    if (after === null) return conflict(change.kind, 'That can’t be done in its present state.')
    return { after, letter: letter === undefined ? null : { kind: letter.kind, text: letter.text(after) } }
  }

  async function readyFor(
    id: string,
    asked: Transition,
    caller: Principal,
  ): Promise<(Prepared & { readonly row: RecordsRequestRow }) | Refusal> {
    const row = log.worked(id, caller)
    if ('code' in row) return row
    const own = law()
    if ('code' in own) return own
    const why = whyNot(row, asked.transition)
    if (why !== null) return conflict(asked.transition, why)
    const intake = (await log.wordsOf(row.intake))['intake'] as Intake
    const prepared = prepare(row, asked, own, intake)
    return 'code' in prepared ? prepared : { ...prepared, row }
  }

  interface Prepared {
    readonly change: StepChange
    readonly letter?: NonNullable<StepWords['letter']>
  }

  function cite(wanted: readonly string[]): CitedExemption[] | Refusal {
    const found = wanted.map((one) => exemptionOf(one))
    const missing = wanted.find((_one, at) => found[at] === null)
    if (missing === undefined) return found as CitedExemption[]
    return malformed('exemption', `The policy has no exemption ‘${missing}’.`, 'Name exemptions of exemptions.yaml.')
  }

  /** What a transition comes to by the law in force and the clock, so that replaying it needs neither. */
  function prepare(
    row: RecordsRequestRow,
    asked: Transition,
    own: RecordsRequestLaw,
    intake: Intake,
  ): Prepared | Refusal {
    const letter = <Kind extends LetterKind>(kind: Kind, words: LetterWords[Kind]) =>
      letterOf(kind, () => words, intake, own)
    switch (asked.transition) {
      case 'ask-clarification': {
        const until = waitUntil(own.clarification, 0)
        return {
          change: { kind: 'ask-clarification', until },
          letter: letter('clarification', { question: asked.question, until }),
        }
      }
      case 'estimate-fees': {
        const estimate = estimateFees(asked, own)
        if (estimate === null)
          return malformed(
            'fee-rate',
            'The policy has no such rate.',
            `Name one of ${own.fees.rates.map((rate) => rate.id).join(', ')}.`,
          )
        const { prepay } = asked
        if (prepay && estimate.cents === 0)
          return malformed(
            'prepay',
            'Nothing is to be paid for this.',
            'Leave prepay out, or look at the rates of the policy.',
          )
        const until = prepay ? waitUntil(own.payment, estimate.cents) : null
        return {
          change: { kind: 'estimate-fees', cents: estimate.cents, prepay, until },
          letter: letter('fee-estimate', { estimate, prepay, until }),
        }
      }
      case 'extend':
        return extend(row, asked, own, letter('extension', asked))
      case 'notify-third-party': {
        if (own.thirdParty === undefined)
          return conflict(
            'third-party',
            'The policy has no notice to third parties.',
            'Add thirdParty to records-requests.yaml.',
          )
        const until = dayAfter(today(), `P${own.thirdParty.days}D`)
        return {
          change: { kind: 'notify-third-party', until },
          letter: letter('third-party-notice', { party: asked.party, concerns: asked.concerns, until }),
        }
      }
      case 'release-part':
        return { change: { kind: 'release-part' }, letter: letter('partial-release', asked) }
      case 'deny': {
        const exemptions = cite(asked.exemptions)
        if ('code' in exemptions) return exemptions
        return {
          change: { kind: 'deny', exemptions: asked.exemptions },
          letter: letter('denial', { exemptions, explanation: asked.explanation }),
        }
      }
      case 'close': {
        const { outcome, note } = asked
        const needs = outcome === 'denied' || outcome === 'partly-released'
        if (needs && asked.exemptions === undefined)
          return malformed('exemption', 'What is withheld needs its exemptions.', 'Name exemptions of exemptions.yaml.')
        const exemptions = cite(asked.exemptions ?? [])
        if ('code' in exemptions) return exemptions
        return {
          change: { kind: 'close', outcome, day: today(), appealOver: appealOver(today(), own) },
          letter: letter(outcome === 'denied' ? 'denial' : 'closing', {
            outcome,
            note,
            explanation: note,
            exemptions,
            feesCents: row.feesCents,
          }),
        }
      }
      case 'withdraw':
        return {
          change: { kind: 'withdraw', day: today(), appealOver: appealOver(today(), own) },
          letter: letter('withdrawal', { lapsed: null, note: asked.note }),
        }
      case 'clarified':
      case 'paid':
      case 'appeal':
      case 'appeal-decided':
        return { change: { kind: asked.transition } }
    }
  }

  function waitUntil(wait: RecordsRequestLaw['payment'], cents: number): string | null {
    if (wait === undefined || wait.undecided !== undefined) return null
    const longer = wait.above.filter((one) => cents > one.cents).toSorted((a, b) => b.cents - a.cents)
    return dayAfter(today(), longer[0]?.within ?? wait.within)
  }

  function extend(
    row: RecordsRequestRow,
    { until, agreed }: Extract<Transition, { transition: 'extend' }>,
    own: RecordsRequestLaw,
    letter: NonNullable<StepWords['letter']>,
  ): Prepared | Refusal {
    const calendar = calendarOf(policy())
    const due = dueDay(row, calendar)!
    if (until <= due || until < today())
      return malformed('extension', `It is due on ${due} already.`, 'Name a later day.')
    if (!isBusinessDay(until, calendar.holidays))
      return malformed('extension', `${until} is no business day.`, 'Name a business day.')
    const limit = limitDay(row, calendar)
    if (limit !== null && until > limit && !agreed)
      return conflict(
        'limit',
        `The law leaves until ${limit} (${own.limit?.citation ?? ''}); a later day takes the requester’s agreement.`,
        'Agree on it with the requester, and say so.',
      )
    return { change: { kind: 'extend', until, agreed, allowance: allowanceUntil(until, row, calendar) }, letter }
  }

  async function lapse(): Promise<void> {
    const own = law()
    if ('code' in own) return
    for (const row of log.all()) {
      const stop = row.stops.find(({ to }) => to === null)
      if (row.status !== 'paused' || stop?.until == null || today() <= stop.until) continue
      const intake = (await log.wordsOf(row.intake))['intake'] as Intake
      const words: LetterWords['withdrawal'] = { lapsed: stop.for, note: null }
      await log.take(
        row,
        { kind: 'lapse', day: today(), appealOver: appealOver(today(), own) },
        {
          reason: `nothing was heard by ${stop.until}`,
          isByClock: true,
          letter: letterOf('withdrawal', () => words, intake, own),
        },
        null,
      )
    }
  }

  return {
    receive: (order, caller) => log.inTurn(() => receive(order, caller)),
    transition: (id, asked, caller) => log.inTurn(() => transition(id, asked, caller)),
    draft,
    lapse: () => log.inTurn(lapse),
  }
}
