import { REVIEW_RESULTS } from '../../core/answer-mark.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { Prose } from '../parts/prose.tsx'
import { ReviewChecks } from '../parts/review-checks.tsx'

/** Clauses MS-32, MO-42: a person says what they checked; or takes it back, with a reason. */
export function Review({ words, frame, view }: PageProps<'review'>) {
  const { review, chat } = words
  const { number, answer } = view.turn
  const given = view.turn.review
  return (
    <Layout words={words} frame={frame} title={given === null ? review.title(number) : review.withdrawTitle(number)}>
      {view.isMissingChecks || view.isMissingReason ? (
        <Alert kind="error" isUrgent>
          {view.isMissingChecks ? review.missing : review.missingReason}
        </Alert>
      ) : null}
      <p class="lead">{given === null ? review.lead : chat.reviewed(given.name, given.at)}</p>
      <details>
        <summary>{chat.answer(number)}</summary>
        {answer === null ? <p>{chat.gone}</p> : <Prose text={answer.text} words={words} number={number} />}
      </details>
      <form class="usa-form" method="post" action={`/chat/${view.conversation}/turns/${number}/review`}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        {given === null ? <ReviewFields words={words} /> : <WithdrawalFields words={words} />}
      </form>
      <p>
        <a href={`/chat/${view.conversation}#turn-${number}`}>{review.cancel}</a>
      </p>
    </Layout>
  )
}

function ReviewFields({ words }: Pick<PageProps<'review'>, 'words'>) {
  const { review, chat } = words
  return (
    <>
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{review.checked}</legend>
        <ReviewChecks words={words} />
      </fieldset>
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{review.result}</legend>
        {REVIEW_RESULTS.map((result) => (
          <div class="usa-radio" key={result}>
            <input class="usa-radio__input" type="radio" id={`result-${result}`} name="result" value={result} />
            <label class="usa-radio__label" for={`result-${result}`}>
              {chat.result[result]}
            </label>
          </div>
        ))}
      </fieldset>
      <label class="usa-label" for="text">
        {review.note}
      </label>
      <textarea class="usa-textarea" id="text" name="text" rows={3} />
      <div class="actions">
        <button class="usa-button" type="submit">
          {review.save}
        </button>
      </div>
    </>
  )
}

function WithdrawalFields({ words: { review } }: Pick<PageProps<'review'>, 'words'>) {
  return (
    <>
      <input type="hidden" name="withdraw" value="yes" />
      <label class="usa-label" for="text">
        {review.reason}
      </label>
      <textarea class="usa-textarea" id="text" name="text" rows={3} />
      <p class="quiet">{review.both}</p>
      <div class="actions">
        <button class="usa-button" type="submit">
          {review.withdraw}
        </button>
      </div>
    </>
  )
}
