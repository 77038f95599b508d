import { AnswerLog } from './answer-log.ts'
import { transformStream } from './answer-stream.ts'
import { transformResponse } from './response-json.ts'
import { responseEvents } from './response-stream.ts'
import type { Answer, AnswerContext } from './wire.ts'

/** The terminal event repeats the whole response, encrypted reasoning included. */
const EVENT_BYTES_MAX = 33_554_432

/** Opens the transformer of an answer whose parts are items (the Responses API). */
export function openResponse(context: AnswerContext): Answer {
  const log = new AnswerLog()
  const { push, end } = transformStream(responseEvents(context, log), log, EVENT_BYTES_MAX)
  return { json: (body) => transformResponse(body, context, log), push, end, facts: () => log.facts() }
}
