import type { AnswerDocument } from './answer-json.ts'
import { isRecord, listOf, transformJson } from './answer-json.ts'
import type { AnswerLog } from './answer-log.ts'
import { UnreadableAnswer } from './answer-log.ts'
import { Channel } from './channel.ts'
import { findTexts } from './choice-texts.ts'
import type { ChoicesLayout } from './choices-layout.ts'
import { isMachineReadable } from './label-rules.ts'
import type { AnswerContext, Step } from './wire.ts'

/** Restores and labels a JSON answer that is a list of choices. */
export function transformChoices(body: Buffer, context: AnswerContext, layout: ChoicesLayout, log: AnswerLog): Step {
  return transformJson(body, context, log, (document) => {
    const { choices } = document.value
    if (!Array.isArray(choices)) throw new UnreadableAnswer('the answer has no choices')
    log.identify(document.value)
    log.count(document.value['usage'])
    for (const i of choices.keys()) transformChoice(document, i, context, layout, log)
  })
}

function transformChoice(
  document: AnswerDocument,
  i: number,
  context: AnswerContext,
  layout: ChoicesLayout,
  log: AnswerLog,
): void {
  const choice = listOf(document.value['choices'])[i]
  if (!isRecord(choice)) throw new UnreadableAnswer('a choice is not an object')
  if (typeof choice['finish_reason'] === 'string') log.finish.push(choice['finish_reason'])
  const path = ['choices', i, ...(layout.whole === null ? [] : [layout.whole])]
  const texts = findTexts(layout.whole === null ? choice : choice[layout.whole], path, layout)
  const label = isLabelled(choice['finish_reason'], texts) ? context.label : null
  let isChanged = false
  for (const { place, text, path: at, key } of texts) {
    const isProse = place.role === 'prose'
    const channel = new Channel(context, { json: place.json || (isProse && context.request.structured) }).whole(text)
    log.text.add(`${i}${key}`, channel.recorded)
    isChanged ||= channel.isChanged
    const isMarked = isProse && label !== null && !context.request.structured && !isMachineReadable(text)
    if (isMarked) log.labelled = true
    const released = isMarked ? channel.released + label : channel.released
    if (released !== text) document.release(at, released)
    if (channel.recorded !== text) document.record(at, channel.recorded)
  }
  if (isChanged && choice['logprobs'] != null) document.release(['choices', i, 'logprobs'], null)
}

/** Whether a choice ended in a way that leaves prose for a person: not cut off by a filter, no tool called, no refusal. */
export function isLabelled(
  finish: unknown,
  texts: readonly { readonly place: { readonly role: string }; readonly text: string }[],
): boolean {
  const isWhole = finish === 'stop' || finish === 'length'
  return isWhole && !texts.some(({ place, text }) => place.role === 'call' || (place.role === 'refusal' && text !== ''))
}
