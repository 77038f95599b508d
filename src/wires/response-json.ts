import type { JsonRecord } from './answer-json.ts'
import { isRecord, transformJson } from './answer-json.ts'
import type { AnswerLog } from './answer-log.ts'
import { UnreadableAnswer } from './answer-log.ts'
import { locate } from './json-places.ts'
import { RepeatedTexts } from './repeated-texts.ts'
import { appendAt, changeTexts, noteBlobs } from './response-changes.ts'
import { labelledPart } from './response-labels.ts'
import { findResponseTexts } from './response-texts.ts'
import type { AnswerContext, Step } from './wire.ts'

/** Restores and labels a response given as one JSON document. */
export function transformResponse(body: Buffer, context: AnswerContext, log: AnswerLog): Step {
  return transformJson(body, context, log, ({ value, text, release, record }) => {
    const { output } = value
    if (!Array.isArray(output)) throw new UnreadableAnswer('the answer has no output')
    noteResponse(value, log)
    const texts = new RepeatedTexts(context)
    const { released, recorded } = changeTexts(value, [], texts, context)
    for (const [i, item] of output.entries()) {
      if (!isRecord(item)) continue
      noteItem(item, i, texts, log)
      const place = typeof item['id'] === 'string' ? locate(text, ['output', i]) : null
      if (place !== null) log.item(String(item['id']), text.slice(place.start, place.end))
      const last = labelledPart(item, context)
      if (last === null) continue
      log.labelled = true
      const path = ['output', i, 'content', last, 'text']
      appendAt(released, path, textAt(value, path), context.label ?? '')
    }
    if (log.labelled && typeof value['output_text'] === 'string') {
      appendAt(released, ['output_text'], value['output_text'], context.label ?? '')
    }
    for (const { path, value: replacement } of released) release(path, replacement)
    for (const { path, value: replacement } of recorded) record(path, replacement)
  })
}

/** What a response says of itself. */
export function noteResponse(response: JsonRecord, log: AnswerLog): void {
  log.identify(response)
  log.count(response['usage'])
  const { status } = response
  if (typeof status === 'string' && status !== 'in_progress' && status !== 'queued') log.finish.push(status)
  noteBlobs(Array.isArray(response['output']) ? response['output'] : [], log)
}

function noteItem(item: JsonRecord, i: number, texts: RepeatedTexts, log: AnswerLog): void {
  for (const [at, { text, json }] of findResponseTexts(item, []).entries()) {
    log.text.add(`${i}.${at}`, texts.pass(text, json).recorded)
  }
}

export function textAt(root: unknown, path: readonly (string | number)[]): string {
  let value = root
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step]
  return typeof value === 'string' ? value : ''
}
