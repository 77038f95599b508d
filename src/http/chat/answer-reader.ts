import { readJson } from '../../core/read-json.ts'

/** What an answer says of itself, as far as a page shows it. */
export interface AnswerDisclosure {
  readonly text: string
  readonly language: string
  readonly shown: string
  readonly system: string
  readonly model: string
  readonly provider: string
  readonly redactions?: {
    readonly prompt?: Readonly<Record<string, number>>
    readonly output?: Readonly<Record<string, number>>
  }
}

/** Why an answer broke off, or never was; in the words of the refusal. */
export interface AnswerProblem {
  readonly code: string
  readonly message: string
  readonly next: string | null
  readonly clause: string | null
}

/** What was released of a chat completion, whole or as far as it has come. */
export interface ReadAnswer {
  readonly text: string
  readonly disclosure: AnswerDisclosure | null
  readonly problem: AnswerProblem | null
  readonly finish: string | null
}

export interface AnswerReader {
  push(bytes: Uint8Array): void
  read(): ReadAnswer
}

interface ChatEvent {
  readonly choices?: readonly {
    readonly delta?: { readonly content?: string | null; readonly refusal?: string | null }
    readonly message?: { readonly content?: string | null; readonly refusal?: string | null }
    readonly finish_reason?: string | null
  }[]
  readonly error?: {
    readonly code?: string | null
    readonly message?: string
    readonly next?: string
    readonly clause?: string
  }
  readonly ai_disclosure?: AnswerDisclosure
}

/** Reads what clients of the chat wire are given: events, or one JSON document. The label is told apart from the text. */
export function answerReader(label: () => string | null = () => null): AnswerReader {
  const decoder = new TextDecoder()
  let pending = ''
  let isStream: boolean | null = null
  let text = ''
  let disclosure: AnswerDisclosure | null = null
  let problem: AnswerProblem | null = null
  let finish: string | null = null

  const take = (document: string): void => {
    const event = parsed(document)
    if (event === null) return
    disclosure = event.ai_disclosure ?? disclosure
    if (event.error !== undefined) {
      const { code, message, next, clause } = event.error
      problem = {
        code: code ?? 'upstream_unavailable',
        message: message ?? '',
        next: next ?? null,
        clause: clause ?? null,
      }
    }
    const choice = event.choices?.[0]
    const said = choice?.delta ?? choice?.message
    const piece = said?.content ?? said?.refusal ?? ''
    if (!isLabel(piece, label())) text += piece
    finish = choice?.finish_reason ?? finish
  }
  return {
    push(bytes) {
      pending += decoder.decode(bytes, { stream: true })
      isStream ??= pending.trimStart() === '' ? null : !pending.trimStart().startsWith('{')
      if (isStream !== true) return
      const lines = pending.split('\n')
      pending = lines.pop()!
      for (const line of lines) if (line.startsWith('data: {')) take(line.slice('data: '.length))
    },
    read() {
      if (isStream === false && pending !== '') {
        take(pending)
        pending = ''
      }
      return { text: withoutLabel(text, disclosure), disclosure, problem, finish }
    },
  }
}

/** The whole of what was released. */
export function readAnswer(bytes: Uint8Array): ReadAnswer {
  const reader = answerReader()
  reader.push(bytes)
  return reader.read()
}

function isLabel(piece: string, label: string | null): boolean {
  return label !== null && piece.trim() === label
}

/** The page shows the label by itself, and in the text it would stand twice. */
function withoutLabel(text: string, disclosure: AnswerDisclosure | null): string {
  if (disclosure === null || disclosure.shown !== 'content' || !text.endsWith(disclosure.text)) return text
  return text.slice(0, -disclosure.text.length).trimEnd()
}

/** The last event of an answer that broke off may be half of one. */
function parsed(document: string): ChatEvent | null {
  try {
    return readJson(document) as ChatEvent
  } catch {
    return null
  }
}
