import type { ByteEdit, Edit } from '../core/edits.ts'
import type { JsonNode } from '../core/json-text.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { AnswerSchema, SchemaPath } from './answer-schemas.ts'
import type { Shape } from './shape.ts'

/** The inference wires, one id each; an id appears in records, the catalog and metrics. */
export type WireId =
  | 'openai.chat'
  | 'openai.responses'
  | 'openai.embeddings'
  | 'openai.completions'
  | 'openai.moderations'

/** One inference endpoint of one vendor, described as data plus small pure functions. */
export interface Wire {
  readonly id: WireId
  readonly operationId: string
  readonly method: 'POST'
  /** Route of the gateway, and, below the system's base path, of the upstream. */
  readonly path: string
  readonly upstreamPath: string
  /** The closed list of request fields, with how each is governed. */
  readonly request: Shape
  /** What the answer's side must know of the request. */
  readonly readFacts: (root: JsonNode) => Omit<RequestFacts, 'fields'>
  /** Where requests say which shape the answer, or a tool’s arguments, must have. */
  readonly schemas: readonly SchemaPath[]
  /** What is changed in every forwarded request beyond its shape's rules: usage is asked for in streams. */
  readonly amend?: (root: JsonNode, facts: Omit<RequestFacts, 'fields'>) => readonly Edit[]
  /** Embeddings and moderations: placeholders without a number, and no label. */
  readonly placeholders: 'numbered' | 'plain'
  /** How refusals and upstream failures look to this wire's SDKs. */
  readonly errors: ErrorShape
  /** Opens the answer's transformer for one exchange. */
  readonly openAnswer: (context: AnswerContext) => Answer
}

/** Writes errors in the vendor's own shape. */
export interface ErrorShape {
  body(refusal: Refusal, receipt: ErrorReceipt): unknown
  /** The bytes of an error inside an event stream that has begun: one event, no end marker after it. */
  event(refusal: Refusal, receipt: ErrorReceipt): string
}

export interface ErrorReceipt {
  readonly record: string
  readonly policy: string
  /** `ai_disclosure` of a truncated answer. */
  readonly disclosure?: unknown
  /** Number of the error's event where the wire numbers its events: `AnswerFacts.nextSequence`. */
  readonly sequence?: number
}

/** A string of the request whose text is scanned. */
export interface TextLeaf {
  /** For people and traces: `messages[2].content[0].text`. */
  readonly path: string
  /** The decoded text. */
  readonly text: string
  /** UTF-16 range of the raw JSON string token, quotes included. */
  readonly start: number
  readonly end: number
  /** Nearest object key, a label for the recognizers. */
  readonly label?: string
  /** Text by the assistant in the history: archived labels at its end are removed before forwarding. */
  readonly assistant?: boolean
  /** The text itself is JSON (tool arguments): a redaction must keep it JSON. */
  readonly json?: boolean
  /** The protocol needs the text as it is: it can't be redacted, so an identifier in it refuses the request. */
  readonly fixed?: boolean
  /** Part of a field that is recorded and not forwarded: redacted in the recorded value (`splitRecorded`). */
  readonly recorded?: boolean
}

/** A number token of the request. */
export interface NumberLeaf {
  readonly path: string
  /** The token. */
  readonly raw: string
  /** The same number without an exponent, so that `1.23456789e8` is read as what it says. */
  readonly plain: string
  readonly start: number
  readonly end: number
  /** May be replaced by a string. */
  readonly open: boolean
  /** Nearest object key, where a client chose it. */
  readonly label?: string
  /** As for {@link TextLeaf}. */
  readonly recorded?: boolean
}

/** What the shape walk finds in a request. */
export interface RequestReading {
  /** Empty where the wire lets it be absent and it is; `modelEdit` then inserts one. */
  readonly model: string
  readonly modelRange: { readonly start: number; readonly end: number }
  readonly stream: boolean
  /** Each run holds adjacent text parts of one message: scanned joined and one by one. */
  readonly runs: readonly (readonly TextLeaf[])[]
  /** Keys of open objects (metadata, schemas, tool arguments): decoded, with the raw range. */
  readonly keys: readonly TextLeaf[]
  /** Number tokens that no bound of the shape makes harmless. `open`: may be replaced by a string. */
  readonly numbers: readonly NumberLeaf[]
  /** Content that no text detector reads. */
  readonly unscannable: readonly {
    readonly path: string
    readonly what: 'image' | 'audio' | 'file' | 'tokens' | 'blob'
    readonly digest?: string
  }[]
  /** What field rules change before forwarding: `store`, `metadata`, `stream_options`; the pipeline adds model and `user`. */
  readonly edits: readonly Edit[]
  /** The `user`-like fields that leave as a keyed digest: value and raw range. */
  readonly userFields: readonly { readonly value: string; readonly start: number; readonly end: number }[]
  /** References into vendor memory that our own records may resolve. */
  readonly itemReferences: readonly { readonly id: string; readonly start: number; readonly end: number }[]
  /** Recorded, not forwarded: for example chat `metadata`. */
  readonly recorded: Readonly<Record<string, unknown>>
  /** Where the recorded values stand in the request. */
  readonly recordedRanges: readonly { readonly name: string; readonly start: number; readonly end: number }[]
  /** JSON schemas that the answer or a tool's arguments must fit. */
  readonly schemas: readonly AnswerSchema[]
  /** What the answer's side must know. */
  readonly facts: RequestFacts
}

export interface RequestFacts {
  readonly stream: boolean
  /** The client asked for the usage chunk itself. */
  readonly wantsUsage: boolean
  /** The client asked for machine-readable output (`response_format`, `text.format`). */
  readonly structured: boolean
  /** The longest answer that the request allows, all its choices together, in tokens; null where it names no bound. */
  readonly answerTokensMax: number | null
  /** Vendor-side fields seen, for the record: names only. */
  readonly fields: readonly string[]
}

/** Transforms one channel of text: restores placeholders, or scans output; see redaction/hold-back. */
export interface TextStream {
  push(delta: string): string
  flush(): string
}

/** What an answer's transformer is given. */
export interface AnswerContext {
  readonly request: RequestFacts
  /** A fresh channel; one for each choice's content, each tool call's arguments, … `json`: the text is (part of) JSON. */
  readonly openText: (options: { readonly json: boolean }) => TextStream
  /**
   * The output scan's channel, before restoration: what it gives is recorded, and restored from. Absent: what the vendor
   * wrote is recorded.
   */
  readonly openScan?: (options: { readonly json: boolean }) => TextStream
  /** Visible label to append to prose, with its leading separator; null: envelope only. */
  readonly label: string | null
  /** The `ai_disclosure` object for the facts so far. */
  readonly disclosure: (facts: AnswerFacts) => unknown
}

/** What the answer told, for the record, the quota and the response headers. */
export interface AnswerFacts {
  readonly usage: { readonly input: number; readonly output: number; readonly total: number } | null
  /** The vendor's exact model version. */
  readonly model: string | null
  readonly vendorId: string | null
  readonly finish: readonly string[]
  /** A whole answer: the stream's own end was seen. */
  readonly complete: boolean
  /** Whether any visible text went out with the label in it. */
  readonly labelled: boolean
  /** Text of the answer as recorded (placeholders in place), for the search index; bounded. */
  readonly text: string
  /** Responses: item id → range of its JSON in the recorded body, for `item_reference`. */
  readonly items: readonly { readonly id: string; readonly json: string }[]
  /** SHA-256 of each `encrypted_content` that was released. */
  readonly blobs: readonly string[]
  /** Where the wire numbers its events: the number that the next event would have. */
  readonly nextSequence: number | null
  /** Edits from what is recorded back to the vendor's own bytes: empty unless the output scan changed it; null: too many to keep. */
  readonly vendor: readonly ByteEdit[] | null
}

/** A piece of an answer: what is recorded (vendor's bytes after output scan) and what the client gets for it. */
export interface Step {
  readonly body: Buffer
  readonly released: Buffer
}

/** One exchange's answer. Use either `json` or `push`/`end`. */
export interface Answer {
  /** A whole JSON answer with a success status. Throws when it isn't JSON of this wire. */
  json(body: Buffer): Step
  /** Bytes of an event stream as they come; whole events only come out; the end marker is held back. */
  push(chunk: Buffer): Step | null
  /** The upstream ended: flushes held text, and gives the held end marker with label and disclosure. */
  end(): Step
  facts(): AnswerFacts
}
