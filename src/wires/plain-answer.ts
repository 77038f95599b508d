import { transformJson } from './answer-json.ts'
import { AnswerLog, UnreadableAnswer } from './answer-log.ts'
import type { Answer, AnswerContext } from './wire.ts'

/** Answers without text: only the envelope is labelled. `list` is the member that holds the results. */
export function openPlainAnswer(context: AnswerContext, list: string): Answer {
  const log = new AnswerLog()

  function noStream(): never {
    throw new UnreadableAnswer('this wire has no event streams')
  }

  return {
    json: (body) =>
      transformJson(body, context, log, ({ value }) => {
        if (!Array.isArray(value[list])) throw new UnreadableAnswer(`the answer has no ${list}`)
        log.identify(value)
        log.count(value['usage'])
      }),
    push: noStream,
    end: noStream,
    facts: () => log.facts(),
  }
}
