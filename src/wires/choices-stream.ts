import type { Edit } from '../core/edits.ts'
import { applyEdits, orderEdits } from '../core/edits.ts'
import type { JsonRecord } from './answer-json.ts'
import { isRecord, listOf, parseRecord, removeAt, replaceAt } from './answer-json.ts'
import type { AnswerLog } from './answer-log.ts'
import { UnreadableAnswer } from './answer-log.ts'
import type { EventTransformer, Outlet } from './answer-stream.ts'
import { ChoiceState } from './choice-state.ts'
import type { FoundText } from './choice-texts.ts'
import { deltaOf, findTexts } from './choice-texts.ts'
import type { ChoicesLayout, TextPlace } from './choices-layout.ts'
import { cleanError } from './error-secrets.ts'
import type { StreamEvent } from './event-stream.ts'
import { withData, writeEvent } from './event-stream.ts'
import { HeldEvents } from './held-events.ts'
import type { JsonPath } from './json-places.ts'
import { isMachineReadable } from './label-rules.ts'
import type { AnswerContext } from './wire.ts'

const END = '[DONE]'

/** A chunk of ours that goes before the vendor's event. */
interface Insert {
  readonly data: string
  readonly kind: 'text' | 'label'
}

/** What an event becomes. */
interface Changes {
  readonly released: Edit[]
  readonly recorded: Edit[]
  readonly insertsReleased: Insert[]
  readonly insertsRecorded: string[]
}

/** A text of an event after its channel. */
interface Passed {
  readonly found: FoundText
  released: string
  recorded: string
}

/** Restores and labels an event stream whose events carry pieces of choices. */
export function choiceEvents(context: AnswerContext, layout: ChoicesLayout, log: AnswerLog): EventTransformer {
  const choices = new Map<number, ChoiceState>()
  const held = new HeldEvents()
  /** The newest chunk with choices: what a chunk of ours is modelled on. */
  let base: JsonRecord = {}
  let endMarker: StreamEvent | null = null
  let hasFailed = false

  function event(event: StreamEvent, outlet: Outlet): void {
    const { data } = event
    if (endMarker !== null || data === null || data === END) {
      outlet.recorded.push(event.raw)
      if (endMarker !== null) return
      if (data === END) endMarker = event
      else if (held.isEmpty) outlet.released.push(event.raw)
      else held.hold({ event, data, kind: 'end' })
      return
    }
    const chunk = parseRecord(data)
    if (isRecord(chunk['error'])) return fail(event, data, cleanError(chunk['error']), outlet)
    log.identify(chunk)
    const usage = chunk['usage']
    if (usage != null) log.count(usage)
    const pieces = listOf(chunk['choices'])
    if (pieces.length > 0) base = chunk
    else if (usage != null && !context.request.wantsUsage) {
      // Asked for by us, not by the client: taken out again.
      outlet.recorded.push(event.raw)
      return
    }
    const changes: Changes = { released: [], recorded: [], insertsReleased: [], insertsRecorded: [] }
    let hasText = false
    for (const i of pieces.keys()) hasText = readPiece(pieces[i], i, data, changes) || hasText
    if (usage !== undefined && !context.request.wantsUsage) {
      const cut = removeAt(data, ['usage'])
      if (cut !== null) changes.released.push(cut)
    }
    send(event, data, changes, hasText, outlet)
  }

  /** Reads one choice's piece; tells whether text is left in it for the client. */
  function readPiece(piece: unknown, i: number, data: string, changes: Changes): boolean {
    if (!isRecord(piece)) throw new UnreadableAnswer('a choice is not an object')
    const index = typeof piece['index'] === 'number' ? piece['index'] : i
    const state = choices.get(index) ?? new ChoiceState()
    choices.set(index, state)
    const container = layout.delta === null ? piece : piece[layout.delta]
    const path: JsonPath = layout.delta === null ? ['choices', i] : ['choices', i, layout.delta]
    const texts = findTexts(container, path, layout)
    state.note(container, texts, layout)
    const passed = texts.map((found) => pass(found, index, state, changes))
    if (piece['finish_reason'] != null && !state.isFinished)
      finish(piece['finish_reason'], index, state, passed, changes)
    for (const { found, released, recorded } of passed) {
      if (released !== found.text) changes.released.push(replaceAt(data, found.path, released))
      if (recorded !== found.text) changes.recorded.push(replaceAt(data, found.path, recorded))
    }
    if (piece['logprobs'] != null && state.isChanged)
      changes.released.push(replaceAt(data, ['choices', i, 'logprobs'], null))
    return passed.some(({ released }) => released !== '')
  }

  function pass(found: FoundText, index: number, state: ChoiceState, changes: Changes): Passed {
    const other = state.takeOther(found.key)
    if (other !== null) insertText(index, other, changes)
    const { channel } = state.open(found, context)
    const { released, recorded } = channel.push(found.text)
    log.text.add(`${index}${found.key}`, recorded)
    return { found, released, recorded }
  }

  /** A choice ends: what its texts held back goes out, then its label. */
  function finish(
    reason: unknown,
    index: number,
    state: ChoiceState,
    passed: readonly Passed[],
    changes: Changes,
  ): void {
    state.isFinished = true
    log.finish.push(String(reason))
    for (const open of state.takeAll()) {
      const own = passed.find(({ found }) => found.key === open.key)
      if (own === undefined) insertText(index, open, changes)
      else {
        own.released += open.channel.released
        own.recorded += open.channel.recorded
        log.text.add(`${index}${open.key}`, open.channel.recorded)
      }
    }
    const prose = layout.texts.find(({ role }) => role === 'prose')
    if (prose === undefined || !takesLabel(reason, index, state, prose)) return
    // The label stands directly before the finish, so text that came with the finish moves out of it.
    for (const own of passed) {
      if (own.found.place !== prose || own.released === '') continue
      changes.insertsReleased.push({ data: chunkOf(index, prose, 0, own.released), kind: 'text' })
      own.released = ''
    }
    changes.insertsReleased.push({ data: chunkOf(index, prose, 0, context.label ?? ''), kind: 'label' })
  }

  function takesLabel(reason: unknown, index: number, state: ChoiceState, prose: TextPlace): boolean {
    if (context.label === null || context.request.structured || state.hasCalled || state.hasRefused) return false
    if (reason !== 'stop' && reason !== 'length') return false
    return !isMachineReadable(log.text.get(`${index}.${prose.at.join('.')}`), !log.text.isFull)
  }

  /** What a flushed text still had, as a chunk of its own. */
  function insertText(index: number, open: ReturnType<ChoiceState['takeAll']>[number], changes: Changes): void {
    const { released, recorded } = open.channel
    log.text.add(`${index}${open.key}`, recorded)
    if (released !== '')
      changes.insertsReleased.push({ data: chunkOf(index, open.place, open.index, released), kind: 'text' })
    if (recorded !== '') changes.insertsRecorded.push(chunkOf(index, open.place, open.index, recorded))
  }

  function chunkOf(index: number, place: TextPlace, element: number, text: string): string {
    const delta = deltaOf(place, element, text)
    const body = layout.delta === null ? delta : { [layout.delta]: delta }
    return JSON.stringify({ ...modelled(base), choices: [{ index, ...body, logprobs: null, finish_reason: null }] })
  }

  function modelled(chunk: JsonRecord): JsonRecord {
    const { usage, obfuscation: _, ...rest } = chunk
    return usage === undefined || !context.request.wantsUsage ? rest : { ...rest, usage: null }
  }

  function send(event: StreamEvent, data: string, changes: Changes, hasText: boolean, outlet: Outlet): void {
    const { recorded, released } = outlet
    for (const insert of changes.insertsRecorded) recorded.push(writeEvent({ data: insert }))
    recorded.push(changes.recorded.length === 0 ? event.raw : withData(event, applyAll(data, changes.recorded)))
    releaseHeld(released)
    const mayBeLast = isAllFinished()
    for (const insert of changes.insertsReleased) {
      if (insert.kind === 'label' && mayBeLast) held.hold({ event: null, ...insert })
      else {
        if (insert.kind === 'label') log.labelled = true
        released.push(writeEvent(insert))
      }
    }
    const edited = changes.released.length === 0 ? data : applyAll(data, changes.released)
    if (mayBeLast) held.hold({ event, data: edited, kind: hasText ? 'text' : 'end' })
    else released.push(edited === data ? event.raw : withData(event, edited))
  }

  function isAllFinished(): boolean {
    for (const choice of choices.values()) if (!choice.isFinished) return false
    return choices.size > 0
  }

  function releaseHeld(released: Buffer[]): void {
    if (held.isEmpty) return
    log.labelled ||= held.hasLabel
    held.release(released)
  }

  /** The vendor's own error ends the stream; the disclosure of what came before rides on it. */
  function fail(event: StreamEvent, data: string, error: JsonRecord, outlet: Outlet): void {
    outlet.recorded.push(event.raw)
    releaseHeld(outlet.released)
    held.hold({ event, data: applyAll(data, [replaceAt(data, ['error'], error)]), kind: 'end' })
    log.finish.push('error')
    hasFailed = true
  }

  function flushAll(outlet: Outlet): void {
    const changes: Changes = { released: [], recorded: [], insertsReleased: [], insertsRecorded: [] }
    for (const [index, state] of choices) for (const open of state.takeAll()) insertText(index, open, changes)
    for (const data of changes.insertsRecorded) outlet.recorded.push(writeEvent({ data }))
    if (endMarker === null || hasFailed)
      for (const insert of changes.insertsReleased) outlet.released.push(writeEvent(insert))
    else for (const insert of changes.insertsReleased) held.hold({ event: null, ...insert })
  }

  function end(outlet: Outlet): void {
    flushAll(outlet)
    if (endMarker === null && !hasFailed) return held.releaseText(outlet.released)
    log.complete = true
    log.labelled ||= held.hasLabel
    const disclosure = context.disclosure(log.facts())
    if (!held.releaseWith(disclosure, outlet.released)) {
      // No choice ever finished, so nothing was held: a chunk without choices, as the usage chunk is, carries it.
      outlet.released.push(
        writeEvent({ data: JSON.stringify({ ...modelled(base), choices: [], ai_disclosure: disclosure }) }),
      )
    }
    if (endMarker !== null) outlet.released.push(endMarker.raw)
  }

  return { event, end }
}

function applyAll(data: string, edits: readonly Edit[]): string {
  return applyEdits(data, orderEdits(edits))
}
