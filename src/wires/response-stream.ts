import { applyEdits, orderEdits } from '../core/edits.ts'
import type { JsonRecord } from './answer-json.ts'
import { disclosureEdit, isRecord, listOf, parseRecord, replaceAt } from './answer-json.ts'
import type { AnswerLog } from './answer-log.ts'
import type { EventTransformer, Outlet } from './answer-stream.ts'
import { cleanError, withoutSecrets } from './error-secrets.ts'
import type { StreamEvent } from './event-stream.ts'
import { withData, writeEvent } from './event-stream.ts'
import { locate } from './json-places.ts'
import type { OutgoingEvent } from './numbered-events.ts'
import { NumberedEvents } from './numbered-events.ts'
import { RepeatedTexts } from './repeated-texts.ts'
import type { Replacement } from './response-changes.ts'
import { appendAt, changeTexts, noteBlobs } from './response-changes.ts'
import { ResponseChannels } from './response-channels.ts'
import { noteResponse, textAt } from './response-json.ts'
import { labelledPart } from './response-labels.ts'
import type { AnswerContext } from './wire.ts'

const END = '[DONE]'
const TERMINAL: ReadonlySet<unknown> = new Set([
  'response.completed',
  'response.incomplete',
  'response.failed',
  'error',
])
/** More than ever lies between a text's end and its item's: a stream that sends more is no longer waited for. */
const WAITING_MAX = 64

/** Restores and labels an event stream whose events build up a response's items. */
export function responseEvents(context: AnswerContext, log: AnswerLog): EventTransformer {
  const texts = new RepeatedTexts(context)
  const channels = new ResponseChannels(context, texts, log)
  const numbered = new NumberedEvents(log)
  /** From a message's `output_text.done` on it must show whether that part is its last: events wait in order. */
  let queue: OutgoingEvent[] = []
  const waiting = new Set<unknown>()
  /** Labelled messages: the part that took the label, by item id or output index. */
  const labelled = new Map<unknown, number>()
  let terminal: OutgoingEvent | null = null
  let endMarker: StreamEvent | null = null

  function event(event: StreamEvent, outlet: Outlet): void {
    const { data } = event
    if (data === null || data === END || terminal !== null) {
      outlet.recorded.push(event.raw)
      if (data === END) endMarker ??= event
      else if (terminal === null) send({ event, value: null, released: [] }, outlet)
      return
    }
    const value = parseRecord(data)
    const isTerminal = TERMINAL.has(value['type'])
    for (const insert of isTerminal ? channels.closeAll() : channels.close(value)) {
      if (insert.recorded !== '') outlet.recorded.push(ownEvent(insert.fields, insert.recorded))
      if (insert.released !== '') send(numbered.insert({ ...insert.fields, delta: insert.released }), outlet)
    }
    const changes = channels.isDelta(value) ? channels.push(value) : changeTexts(value, [], texts, context)
    const recordedData = replaced(data, changes.recorded)
    outlet.recorded.push(recordedData === data ? event.raw : withData(event, recordedData))
    note(value, recordedData)
    const outgoing = { event, value, released: changes.released }
    if (isTerminal) finish(outgoing, outlet)
    else send(outgoing, outlet)
  }

  function note(value: JsonRecord, recordedData: string): void {
    if (isRecord(value['response'])) noteResponse(value['response'], log)
    const { item } = value
    if (!isRecord(item)) return
    noteBlobs([item], log)
    if (value['type'] !== 'response.output_item.done' || typeof item['id'] !== 'string') return
    const place = locate(recordedData, ['item'])
    if (place !== null) log.item(item['id'], recordedData.slice(place.start, place.end))
  }

  function send(outgoing: OutgoingEvent, outlet: Outlet): void {
    const { value } = outgoing
    const at = value?.['output_index']
    const type = value?.['type']
    if (type === 'response.output_text.done' && context.label !== null && !context.request.structured) waiting.add(at)
    else if (type === 'response.output_text.delta' || type === 'response.content_part.added') waiting.delete(at)
    else if (type === 'response.output_item.done' && waiting.delete(at)) label(outgoing)
    if (queue.length === 0 && waiting.size === 0) return numbered.write(outgoing, outlet.released)
    queue.push(outgoing)
    if (waiting.size === 0 || queue.length > WAITING_MAX) releaseQueue(outlet)
  }

  function releaseQueue(outlet: Outlet): void {
    waiting.clear()
    for (const outgoing of queue) numbered.write(outgoing, outlet.released)
    queue = []
  }

  /** A message is whole: its label goes in as a delta, and into every event that says its text again. */
  function label(done: OutgoingEvent): void {
    const item = done.value?.['item']
    const last = labelledPart(item, context)
    const at = queue.findIndex(({ value }) => isOf(value, done.value, 'response.output_text.done', last))
    const textDone = queue[at]
    if (last === null || textDone?.value == null || context.label === null) return
    appendAt(textDone.released, ['text'], textAt(textDone.value, ['text']), context.label)
    const partDone = queue.find(({ value }) => isOf(value, done.value, 'response.content_part.done', last))
    if (partDone !== undefined)
      appendAt(partDone.released, ['part', 'text'], textAt(partDone.value, ['part', 'text']), context.label)
    const path = ['item', 'content', last, 'text']
    appendAt(done.released, path, textAt(done.value, path), context.label)
    const { item_id, output_index, content_index } = textDone.value
    const fields = { type: 'response.output_text.delta', item_id, output_index, content_index }
    queue.splice(at, 0, numbered.insert({ ...fields, delta: context.label, logprobs: [] }))
    labelled.set(keyOf(item, output_index), last)
    log.labelled = true
  }

  function finish(outgoing: OutgoingEvent, outlet: Outlet): void {
    releaseQueue(outlet)
    terminal = outgoing
    const response = outgoing.value?.['response']
    if (!isRecord(response)) return failed(outgoing)
    const { error } = response
    if (isRecord(error)) outgoing.released.push({ path: ['response', 'error'], value: cleanError(error) })
    for (const [i, item] of listOf(response['output']).entries()) {
      const last = labelled.get(keyOf(item, i))
      const path = ['response', 'output', i, 'content', last ?? 0, 'text']
      if (last !== undefined) appendAt(outgoing.released, path, textAt(outgoing.value, path), context.label ?? '')
    }
    if (labelled.size > 0 && typeof response['output_text'] === 'string') {
      appendAt(outgoing.released, ['response', 'output_text'], response['output_text'], context.label ?? '')
    }
  }

  /** The vendor's error event, flat or nested. */
  function failed({ value, released }: OutgoingEvent): void {
    log.finish.push('error')
    if (isRecord(value?.['error'])) released.push({ path: ['error'], value: cleanError(value['error']) })
    if (typeof value?.['message'] === 'string')
      released.push({ path: ['message'], value: withoutSecrets(value['message']) })
  }

  function end(outlet: Outlet): void {
    if (terminal === null) {
      // Broken off: the text that was held back, no label, no end.
      for (const insert of channels.closeAll()) {
        if (insert.recorded !== '') outlet.recorded.push(ownEvent(insert.fields, insert.recorded))
        if (insert.released !== '') queue.push(numbered.insert({ ...insert.fields, delta: insert.released }))
      }
      return releaseQueue(outlet)
    }
    log.complete = true
    const { event, value } = terminal
    const data = event?.data ?? ''
    const path = isRecord(value?.['response']) ? ['response'] : []
    numbered.write(terminal, outlet.released, (number) => {
      const edits = [...terminal!.released, ...number].map((change) => replaceAt(data, change.path, change.value))
      const disclosure = disclosureEdit(data, context.disclosure(log.facts()), path)
      return applyEdits(data, orderEdits([...edits, disclosure]))
    })
    if (endMarker !== null) outlet.released.push(endMarker.raw)
  }

  return { event, end }
}

function replaced(data: string, changes: readonly Replacement[]): string {
  if (changes.length === 0) return data
  return applyEdits(data, orderEdits(changes.map(({ path, value }) => replaceAt(data, path, value))))
}

function ownEvent(fields: JsonRecord, delta: string): Buffer {
  return writeEvent({ name: String(fields['type']), data: JSON.stringify({ ...fields, delta }) })
}

function isOf(value: JsonRecord | null, done: JsonRecord | null, type: string, part: number | null): boolean {
  return value?.['type'] === type && value['output_index'] === done?.['output_index'] && value['content_index'] === part
}

function keyOf(item: unknown, outputIndex: unknown): unknown {
  return isRecord(item) && typeof item['id'] === 'string' ? item['id'] : outputIndex
}
