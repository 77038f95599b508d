import { ANSWER_REVIEW, type AnswerReview } from '../../core/answer-mark.ts'
import type { ConversationRow } from '../../core/conversation.ts'
import type { EntryId, ExchangeId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import { readJson } from '../../core/read-json.ts'
import { EXPOSED } from '../../core/record-mark.ts'
import type { StateRows } from '../../core/state-rows.ts'
import { INCIDENT_CASE, type IncidentCase } from '../../incidents/incident-row.ts'
import type { AnswerView, TurnView } from '../../pages/chat-views.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { markOf } from '../../records/exchange-facts.ts'
import type { AnswerDisclosure, AnswerProblem } from './answer-reader.ts'
import type { OpenAnswers } from './open-answers.ts'
import { readTurn, type StoredTurn } from './read-turn.ts'

export interface TurnParts {
  readonly store: RecordReader
  readonly rows: StateRows
  readonly policy: () => PolicySet
  readonly answers: OpenAnswers
  /** An instant as people of this policy read it. */
  readonly time: (iso: string) => string
}

/** The turns of a conversation from a number on, read from their records. */
export async function turnViews(parts: TurnParts, row: ConversationRow, from = 0): Promise<TurnView[]> {
  return Promise.all(
    row.turns.slice(from).map(async ({ id, kind }, place) => {
      const number = from + place + 1
      if (kind === 'person-question') return personQuestion(parts, id, number)
      if (isExposed(parts.rows, id)) return hiddenTurn(parts, row.owner, id, number)
      return viewOf(parts, row.owner, id, number, readTurn(await parts.store.exchange(id as ExchangeId)))
    }),
  )
}

/** Whether its asker said that it shouldn’t have been sent: neither they nor a model are shown it again. */
export function isExposed(rows: StateRows, exchange: string): boolean {
  return markOf(rows, exchange).labels.includes(EXPOSED)
}

/** What was said is in the record, for those whom the policy names. */
function hiddenTurn(parts: TurnParts, owner: string, record: string, number: number): TurnView {
  return {
    number,
    record,
    askedAt: '',
    question: null,
    files: [],
    removed: [],
    answer: null,
    review: null,
    reports: reportsOf(parts, owner, record),
    isHidden: true,
  }
}

/** Their own reports about it: nobody else’s are anything to them. */
function reportsOf({ rows, time }: TurnParts, owner: string, record: string): TurnView['reports'] {
  return ([...rows.all(INCIDENT_CASE).values()] as IncidentCase[])
    .filter(({ reporter, about }) => reporter === owner && about?.exchange === record)
    .map(({ number, receivedAt }) => ({ number, at: time(receivedAt) }))
}

/** A record counts what was found in the whole request, history included; a page says what was taken out of this message. */
function removedHere({ sent, files, found }: StoredTurn): TurnView['removed'] {
  if (sent === null) return found
  const whole = [sent, ...files.sent.map(({ name, text }) => `${name}\n${text}`)].join('\n')
  return found.flatMap(({ entity, operator }) => {
    const count = [...whole.matchAll(new RegExp(`\\[${entity.toUpperCase()}_\\d{1,4}\\]`, 'g'))].length
    return count === 0 ? [] : [{ entity, count, operator }]
  })
}

function viewOf(parts: TurnParts, owner: string, record: string, number: number, turn: StoredTurn | null): TurnView {
  const open = turn?.answer == null ? parts.answers.get(record) : null
  const answer = turn?.answer ?? null
  return {
    number,
    record,
    askedAt: turn === null ? '' : parts.time(turn.askedAt),
    question: turn?.sent ?? null,
    removed: turn === null ? [] : removedHere(turn),
    files: turn?.files.sent ?? [],
    answer:
      answer !== null
        ? answerView(parts, answer)
        : turn === null
          ? null
          : // Another gateway of the log may be the one that writes it.
            { text: open?.read().text ?? '', status: 'writing', problem: null, label: null },
    review: reviewOf(parts, record),
    reports: reportsOf(parts, owner, record),
    isHidden: false,
  }
}

function answerView(parts: TurnParts, answer: NonNullable<StoredTurn['answer']>): AnswerView {
  const { text, disclosure, outcome, problem } = answer
  const status = outcome === 'complete' ? 'complete' : outcome === 'client_left' ? 'stopped' : 'broken'
  return {
    text,
    status,
    problem: status === 'broken' ? told(problem) : null,
    label: disclosure === null ? null : labelOf(parts, disclosure, answer.at),
  }
}

/** A record keeps a refusal’s code; its words are those of the reader’s language. */
function told(problem: AnswerProblem | null): AnswerView['problem'] {
  if (problem === null) return { code: '', rule: 'pages:broken-off', message: '', next: null }
  const { code, message, next } = problem
  return { code, rule: '', message, next }
}

function labelOf(parts: TurnParts, { text, language, system, model, provider }: AnswerDisclosure, at: string) {
  const name = parts.policy().systems.find(({ id }) => id === system)?.name ?? system
  return { text, language, system: name, model, provider, at: parts.time(at) }
}

function reviewOf(parts: TurnParts, record: string): TurnView['review'] {
  const review = parts.rows.get(ANSWER_REVIEW, record) as AnswerReview | undefined
  if (review === undefined) return null
  return { name: review.name, at: parts.time(review.at), checked: review.checked, result: review.result }
}

/** What the gateway answered by itself; the entry’s `body` has both sides. */
async function personQuestion(parts: TurnParts, id: string, number: number): Promise<TurnView> {
  const entry = await parts.store.byId(id as EntryId)
  const body = entry?.parts['body'] ?? null
  const said = (body === null ? {} : readJson(body.toString('utf8'))) as { question?: string; answer?: string }
  return {
    number,
    record: id,
    askedAt: entry === null ? '' : parts.time(entry.time),
    question: said.question ?? null,
    removed: [],
    files: [],
    answer: { text: said.answer ?? '', status: 'gateway', problem: null, label: null },
    review: null,
    reports: [],
    isHidden: false,
  }
}
