import { applyByteEdits, type ByteEdit } from '../../core/edits.ts'
import { readJson } from '../../core/read-json.ts'
import { type StoredEntry, TERMINAL_TYPES } from '../../core/record.ts'
import { releasedBytes } from '../../pipeline/released-items.ts'
import { type ReadAnswer, readAnswer } from './answer-reader.ts'
import type { Message } from './ask.ts'
import { contentOf, type MessageFile, readContent } from './message-content.ts'

/** A turn of a conversation, as its records have it. */
export interface StoredTurn {
  /** RFC 3339 UTC. */
  readonly askedAt: string
  /** With placeholders, as it was sent; null: destroyed or withheld. */
  readonly sent: string | null
  /** As it was typed; null where that isn’t kept any more. */
  readonly typed: string | null
  /** Files that went with it: as they were sent, and as they were read. */
  readonly files: {
    readonly sent: readonly (MessageFile & { readonly leftOut: readonly string[] })[]
    readonly read: readonly MessageFile[]
  }
  readonly system: string | null
  readonly purpose: string | null
  readonly dataClass: string | null
  readonly found: readonly { readonly entity: string; readonly count: number; readonly operator: string }[]
  /** Null: the answer is still being written. */
  readonly answer: (ReadAnswer & { readonly outcome: string; readonly at: string }) | null
}

interface PromptMeta {
  readonly attachments?: readonly { readonly leftOut: readonly string[] }[]
  readonly system?: string
  readonly declared?: { readonly purpose?: { readonly id: string | null }; readonly dataClass?: string | null }
  readonly coverage?: {
    readonly entities?: Readonly<Record<string, number>>
    readonly operators?: Readonly<Record<string, string>>
  }
}

/** Null: the exchange has no prompt, or what it said of it is gone. */
export function readTurn(entries: readonly StoredEntry[]): StoredTurn | null {
  const prompt = entries.find(({ type }) => type === 'prompt')
  if (prompt === undefined) return null
  const meta = (prompt.parts['meta'] ? readJson(prompt.parts['meta'].toString('utf8')) : {}) as PromptMeta
  const body = prompt.parts['body'] ?? null
  const end = entries.find(({ type }) => TERMINAL_TYPES.has(type))
  const { entities = {}, operators = {} } = meta.coverage ?? {}
  const sent = body === null ? null : lastMessage(body)
  const typed = typedOf(prompt)
  return {
    askedAt: prompt.time,
    sent: sent?.text ?? null,
    typed: typed?.text ?? null,
    files: {
      sent: (sent?.files ?? []).map((file, at) => ({ ...file, leftOut: meta.attachments?.[at]?.leftOut ?? [] })),
      read: typed?.files ?? sent?.files ?? [],
    },
    system: meta.system ?? null,
    purpose: meta.declared?.purpose?.id ?? null,
    dataClass: meta.declared?.dataClass ?? null,
    found: Object.entries(entities).map(([entity, count]) => ({
      entity,
      count,
      operator: operators[entity] ?? 'redact',
    })),
    answer: end === undefined ? null : answerOf(entries, end),
  }
}

/** What was said in a turn, for the model to read again: as it was typed, so that what was removed is removed again. */
export function messagesOf(turn: StoredTurn): Message[] {
  const question = turn.typed ?? turn.sent
  if (question === null) return []
  const text = turn.answer?.text ?? ''
  return [
    { role: 'user', content: contentOf(question, turn.files.read) },
    ...(text === '' ? [] : [{ role: 'assistant' as const, content: text }]),
  ]
}

function typedOf({ parts }: StoredEntry): LastMessage {
  const { body, orig } = parts
  if (body === null || body === undefined || orig === null) return null
  if (orig === undefined) return lastMessage(body)
  const { edits } = readJson(orig.toString('utf8')) as { edits: ByteEdit[] }
  return lastMessage(applyByteEdits(body, edits))
}

type LastMessage = ReturnType<typeof readContent>

function lastMessage(body: Buffer): LastMessage {
  const { messages } = readJson(body.toString('utf8')) as { messages?: readonly { content?: unknown }[] }
  return readContent(messages?.at(-1)?.content)
}

function answerOf(entries: readonly StoredEntry[], end: StoredEntry): NonNullable<StoredTurn['answer']> {
  const meta = (end.parts['meta'] ? readJson(end.parts['meta'].toString('utf8')) : {}) as {
    outcome?: string
    refusal?: { code: string; message?: string; next?: string; clause?: string }
    disclosure?: ReadAnswer['disclosure']
  }
  const bytes = releasedBytes(entries)
  const read = bytes === null ? { text: '', disclosure: null, problem: null, finish: null } : readAnswer(bytes)
  const problem =
    read.problem ??
    (meta.refusal === undefined
      ? null
      : {
          code: meta.refusal.code,
          message: meta.refusal.message ?? '',
          next: meta.refusal.next ?? null,
          clause: meta.refusal.clause ?? null,
        })
  return {
    ...read,
    disclosure: read.disclosure ?? meta.disclosure ?? null,
    problem,
    outcome: meta.outcome ?? 'unknown',
    at: end.time,
  }
}
