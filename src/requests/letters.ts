import type { RecordsRequestLaw } from '../policy/policy-set.ts'
import { dollars, type FeeEstimate } from './fees.ts'
import type { Intake, LetterKind, Outcome, RecordsRequestRow } from './request-row.ts'

/** An exemption as letters cite it. */
export interface CitedExemption {
  readonly id: string
  readonly name: string
  readonly citation: string
}

/** What each kind of letter says beside what every letter says. */
export interface LetterWords {
  readonly receipt: { readonly received: string; readonly due: string }
  readonly clarification: { readonly question: string; readonly until: string | null }
  readonly 'fee-estimate': { readonly estimate: FeeEstimate; readonly prepay: boolean; readonly until: string | null }
  readonly extension: {
    readonly cause: string
    readonly place: string
    readonly until: string
    readonly agreed: boolean
  }
  readonly 'third-party-notice': { readonly party: string; readonly concerns: string; readonly until: string }
  readonly 'partial-release': { readonly released: string; readonly outstanding: string }
  readonly denial: { readonly exemptions: readonly CitedExemption[]; readonly explanation: string }
  readonly closing: {
    readonly outcome: Outcome
    readonly note: string
    readonly exemptions: readonly CitedExemption[]
    readonly feesCents: number
  }
  readonly withdrawal: { readonly lapsed: 'clarification' | 'payment' | null; readonly note: string | null }
}

type Writers = {
  readonly [Kind in LetterKind]: (words: LetterWords[Kind], law: RecordsRequestLaw, row: RecordsRequestRow) => string[]
}

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  released: 'The records that you asked for are released.',
  'partly-released': 'The records that you asked for are released in part; what is withheld, and why, is said below.',
  denied: 'Your request is denied; the provisions are said below.',
  'no-records': 'A search found no records that answer your request.',
  withdrawn: 'Your request is withdrawn.',
}

const cited = (exemptions: readonly CitedExemption[]): string[] =>
  exemptions.map(({ name, citation }) => `- ${citation}: ${name}`)

const WRITERS: Writers = {
  receipt: ({ received, due }, { response }) => [
    `We received your request on ${received}. You will hear from us by the end of ${due} (${response.citation}).`,
  ],
  clarification: ({ question, until }, { clarification }) => [
    'To look for what you need, we have to ask:',
    question,
    'The time for our answer stands still until we hear from you.',
    ...(until === null
      ? []
      : [`If we don’t hear from you by ${until}, your request counts as withdrawn (${clarification!.citation}).`]),
  ],
  'fee-estimate': ({ estimate, prepay, until }, { fees, payment }) => [
    `Answering your request is estimated to cost ${dollars(estimate.cents)} (${fees.citation}):`,
    ...estimate.lines.map(({ what, quantity, cents }) => `- ${what}: ${quantity}, ${dollars(cents)}`),
    ...(prepay ? ['We go on when the fees are paid; the time for our answer stands still until then.'] : []),
    ...(until === null
      ? []
      : [`If they are not paid by ${until}, your request counts as withdrawn (${payment!.citation}).`]),
  ],
  extension: ({ cause, place, until, agreed }, { response, limit }) => [
    `We can’t answer within the usual time (${response.citation}). The cause is:`,
    cause,
    `The records will be available at the earliest on ${until}, at: ${place}`,
    ...(agreed
      ? ['You have agreed to this day.']
      : limit === undefined
        ? []
        : [`No later day than the law’s is set without your agreement (${limit.citation}).`]),
  ],
  'third-party-notice': ({ party, concerns, until }, { thirdParty }) => [
    `To: ${party}`,
    'Records were requested that may hold confidential information of yours:',
    concerns,
    `If you object to their release, do what the law gives you by ${until}${thirdParty === undefined ? '' : ` (${thirdParty.citation})`}.`,
  ],
  'partial-release': ({ released, outstanding }) => [
    'A part of what you asked for is released now:',
    released,
    'Still to come:',
    outstanding,
  ],
  denial: ({ exemptions, explanation }, { law }) => [
    'What follows is withheld. The provisions under which it is withheld are:',
    ...cited(exemptions),
    explanation,
    `You may have this decision reviewed as the ${law} says.`,
  ],
  closing: ({ outcome, note, exemptions, feesCents }) => [
    OUTCOME_WORDS[outcome],
    note,
    ...cited(exemptions),
    ...(feesCents === 0 ? [] : [`Fees: ${dollars(feesCents)}.`]),
  ],
  withdrawal: ({ lapsed, note }, { clarification, payment }) => [
    lapsed === null
      ? 'Your request is withdrawn, as you asked.'
      : lapsed === 'clarification'
        ? `We have not heard from you in the time that you had, so your request counts as withdrawn (${clarification!.citation}).`
        : `The fees were not paid in the time that you had, so your request counts as withdrawn (${payment!.citation}).`,
    ...(note === null ? [] : [note]),
    'You may ask again.',
  ],
}

/** A letter as plain text. Whom it goes to is the requester, but for a notice to a third party, which doesn't name them. */
export function writeLetter<Kind extends LetterKind>(
  kind: Kind,
  words: LetterWords[Kind],
  { row, intake, law, day }: { row: RecordsRequestRow; intake: Intake; law: RecordsRequestLaw; day: string },
): string {
  const { office } = law
  const isToRequester = kind !== 'third-party-notice'
  const write = WRITERS[kind] as (words: LetterWords[Kind], law: RecordsRequestLaw, row: RecordsRequestRow) => string[]
  const text = write(words, law, row)
  return [
    office.name,
    office.place,
    office.contact,
    '',
    day,
    '',
    ...(isToRequester
      ? [
          intake.requester.name,
          ...(intake.requester.organization === undefined ? [] : [intake.requester.organization]),
          '',
        ]
      : []),
    `Public-records request ${row.number}`,
    '',
    ...text.flatMap((line) => [line, '']),
    law.law,
    '',
  ].join('\n')
}
