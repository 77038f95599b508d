import type { TurnView } from '../../pages/chat-views.ts'
import type { Words } from '../languages/en.ts'
import { Alert } from './alert.tsx'
import { Prose } from './prose.tsx'
import { WhatNext, WhyNot } from './told.tsx'

export interface TurnProps {
  readonly turn: TurnView
  readonly conversation: string
  readonly words: Words
  readonly isPrint?: boolean
}

/** A question and its answer: what was removed before it was sent, who wrote the answer, and what can be done with it. */
export function Turn({ turn, conversation, words, isPrint = false }: TurnProps) {
  const { chat } = words
  const { number, answer } = turn
  if (turn.isHidden) return <HiddenTurn turn={turn} words={words} />
  return (
    <li class="turn" id={`turn-${number}`} data-record={turn.record} data-status={answer?.status ?? 'none'}>
      <article class="turn__question" aria-labelledby={`question-${number}`}>
        <h2 id={`question-${number}`}>{chat.you(number)}</h2>
        <p class="turn__text">{turn.question ?? chat.gone}</p>
        <Files turn={turn} words={words} isOpen={isPrint} />
        {turn.removed.length === 0 ? null : <Removed turn={turn} words={words} isOpen={isPrint} />}
      </article>
      <article class="turn__answer" aria-labelledby={`answer-${number}`}>
        <h2 id={`answer-${number}`} tabindex={-1}>
          {answer?.status === 'gateway' ? chat.gateway(number) : chat.answer(number)}
        </h2>
        <Label turn={turn} words={words} />
        {answer === null ? <p>{chat.gone}</p> : <Prose text={answer.text} words={words} number={number} />}
        <Status turn={turn} conversation={conversation} words={words} />
        {isPrint ? (
          <p class="quiet">{chat.record(turn.record)}</p>
        ) : (
          <TurnActions turn={turn} conversation={conversation} words={words} />
        )}
      </article>
    </li>
  )
}

/** What was read out of each file, as it was sent: with what was removed in its place. */
function Files({ turn, words, isOpen }: { turn: TurnView; words: Words; isOpen: boolean }) {
  const { chat } = words
  return turn.files.map(({ name, text, leftOut }) => (
    <details key={name} class="attached" open={isOpen}>
      <summary>{chat.attached(name, text.length)}</summary>
      {leftOut.length === 0 ? null : (
        <p class="quiet">
          {chat.leftOutTitle} {leftOut.map((what) => chat.leftOut(what)).join('; ')}.
        </p>
      )}
      <p class="turn__text">{text}</p>
    </details>
  ))
}

/** Its asker said that it shouldn’t have been sent: what was said is in the record, and not here. */
function HiddenTurn({ turn: { number, reports }, words }: { turn: TurnView; words: Words }) {
  return (
    <li class="turn" id={`turn-${number}`} data-status="hidden">
      <article class="turn__question" aria-labelledby={`question-${number}`}>
        <h2 id={`question-${number}`}>{words.chat.you(number)}</h2>
        <p>{words.incidents.hidden(number)}</p>
        {reports.map((report) => (
          <p key={report.number}>
            <a href={`/reports/${report.number}`}>
              {words.incidents.hiddenReport}: {report.number}
            </a>
          </p>
        ))}
      </article>
    </li>
  )
}

function Removed({ turn, words, isOpen }: { turn: TurnView; words: Words; isOpen: boolean }) {
  const { chat } = words
  const count = turn.removed.reduce((sum, { count: one }) => sum + one, 0)
  return (
    <details class="removed" open={isOpen}>
      <summary>{chat.removed(count)}</summary>
      <ul>
        {turn.removed.map(({ entity, count: found, operator }) => (
          <li key={entity}>
            {chat.entity(entity)}: {found}. {chat.operator(operator)} <span class="quiet">({entity})</span>
          </li>
        ))}
      </ul>
      <p>{chat.removedWhy}</p>
    </details>
  )
}

/** Clause MS-33: on every answer, in words. */
function Label({ turn: { answer, review }, words }: { turn: TurnView; words: Words }) {
  const { chat } = words
  const label = answer?.label ?? null
  // Of an answer that never came there is nothing to say.
  if (label === null || answer?.text === '') return null
  return (
    <div class="ai-label">
      <p>
        <strong>{chat.madeBy(label.system)}</strong> <span lang={label.language}>{label.text}</span>
      </p>
      <p class="quiet">
        {label.model}, {label.provider}, {label.at}.{' '}
        {review === null ? chat.notReviewed : chat.reviewed(review.name, review.at)}
      </p>
      {review === null ? null : (
        <p class="quiet">
          {chat.result[review.result]}. {chat.checkedList} {review.checked.map((check) => chat.check[check]).join(', ')}
          .
        </p>
      )}
    </div>
  )
}

function Status({ turn, conversation, words }: { turn: TurnView; conversation: string; words: Words }) {
  const { chat } = words
  const { answer, reports } = turn
  return (
    <>
      {answer?.status === 'stopped' ? <Alert kind="info">{chat.stopped}</Alert> : null}
      {answer?.status === 'writing' ? (
        <p>
          {chat.stillWriting} <a href={`/chat/${conversation}#turn-${turn.number}`}>{chat.look}</a>
        </p>
      ) : null}
      {answer?.problem == null ? null : (
        <Alert kind="error">
          <WhyNot words={words} told={answer.problem} />
          <WhatNext words={words} told={answer.problem} />
          {answer.text === '' ? null : <p>{chat.partial}</p>}
        </Alert>
      )}
      {reports.map(({ number, at }) => (
        <p key={number} class="quiet">
          {chat.reported(number, at)}
        </p>
      ))}
    </>
  )
}

function TurnActions({ turn, conversation, words }: { turn: TurnView; conversation: string; words: Words }) {
  const { chat } = words
  const { number, answer, record, review } = turn
  const at = `/chat/${conversation}/turns/${number}`
  const isModels = answer !== null && answer.status !== 'gateway'
  const hasText = isModels && answer.text !== ''
  return (
    <ul class="turn__actions">
      {hasText ? (
        <li hidden data-needs-script>
          <button type="button" class="usa-button usa-button--unstyled" data-copy={number}>
            {chat.copy(number)}
          </button>
        </li>
      ) : null}
      {hasText ? (
        <>
          <li>
            <a href={`${at}/review`}>{review === null ? chat.review(number) : chat.withdrawReview(number)}</a>
          </li>
          <li>
            <a href={`${at}/report`}>{chat.report(number)}</a>
          </li>
          <li>
            <a href={`/decisions/new?record=${record}`}>{words.decisions.usedIt(number)}</a>
          </li>
          <li>
            <a href={`/deliverables/new?conversation=${conversation}&record=${record}`}>{chat.useIt(number)}</a>
          </li>
        </>
      ) : null}
      {isModels ? (
        <>
          <li>
            <a href={`/chat/${conversation}?edit=${record}#composer`}>{chat.edit(number)}</a>
          </li>
          <li>
            <a href={`${at}/exposure`}>{words.incidents.exposureLink(number)}</a>
          </li>
        </>
      ) : null}
      <li class="quiet">{chat.record(record)}</li>
    </ul>
  )
}
