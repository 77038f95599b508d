import { AnswerLog } from './answer-log.ts'
import { transformStream } from './answer-stream.ts'
import { transformChoices } from './choices-json.ts'
import type { ChoicesLayout } from './choices-layout.ts'
import { choiceEvents } from './choices-stream.ts'
import type { Answer, AnswerContext } from './wire.ts'

export function openChoices(context: AnswerContext, layout: ChoicesLayout): Answer {
  const log = new AnswerLog()
  const { push, end } = transformStream(choiceEvents(context, layout, log), log)
  return { json: (body) => transformChoices(body, context, layout, log), push, end, facts: () => log.facts() }
}
