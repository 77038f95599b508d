import type { DataClass, Decision, DecisionMode } from '../core/decision.ts'
import type { Edit } from '../core/edits.ts'
import type { ExchangeId } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import type { StateChange } from '../core/record.ts'
import type { OpenExchange } from '../core/registry.ts'
import type { FallIncident } from '../core/standing.ts'
import type { Facts, PurposeFact } from '../policy/facts.ts'
import type { CatalogModel, CatalogSystem, PolicySet } from '../policy/policy-set.ts'
import type { Disguise } from '../redaction/disguise.ts'
import type { Placeholders } from '../redaction/placeholders.ts'
import type { Span } from '../redaction/recognizer.ts'
import type { RequestReading, TextLeaf, Wire } from '../wires/wire.ts'
import type { AnswerBudget } from './answer-budget.ts'
import type { Reservation } from './quota-ledger.ts'
import type { VerdictHint } from './undeclared-decision.ts'

/** What came over HTTP, before anybody judged it. Header names are lower case. */
export interface Arrival {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** More than one `Authorization` header was sent. */
  readonly repeatedCredential: boolean
  readonly remoteAddress: string
  /** SHA-256 of the client's certificate, base64url; null: none was proven. */
  readonly clientCertificate: string | null
}

/** What the caller declares in headers; it can raise, never lower, what the gateway finds. */
export interface Declarations {
  readonly purpose: PurposeFact
  readonly dataClass: DataClass | null
  /** Null: nothing was said, so the purpose's own mode holds. */
  readonly decisionMode: DecisionMode | null
  readonly matter: string | null
  readonly series: string | null
}

/** Identifiers found in one leaf. */
export interface Finding {
  readonly leaf: TextLeaf
  readonly spans: readonly Span[]
  /** The leaf is an object's key. */
  readonly isKey?: boolean
}

/** A number token that reads as an identifier. */
export interface NumberFinding {
  readonly path: string
  readonly start: number
  readonly end: number
  readonly open: boolean
  readonly recorded: boolean
  readonly span: Span
}

/** What was looked at, with what, and what was made of it: the record's word on how far the inspection went. */
export interface PromptCoverage {
  /** Rules and recognizers, an agency's own included, as the engine names their state. */
  readonly engine: string
  /** Recognizers of the policy, and detectors elsewhere that answered. */
  readonly recognizers?: readonly string[]
  readonly detectors?: readonly string[]
  /** Texts, keys and numbers that were looked at, with their characters and bytes (UTF-8). */
  readonly positions: number
  readonly characters: number
  readonly bytes: number
  /** What the policy does with each entity that was found. */
  readonly operators: Readonly<Record<string, string>>
  /** How many values were written so that a search for them would miss them, by how; absent: none. */
  readonly disguised?: Readonly<Partial<Record<Disguise, number>>>
  readonly unscannable: readonly string[]
  /** What the policy does with content that nothing can read, where there was some. */
  readonly unscannableIs?: 'refuse' | 'allow' | 'flag'
  /** Detectors that failed, on a system that is marked degradable: what they look for wasn't looked for. */
  readonly degraded?: readonly string[]
  /** It was long and was looked through in a worker. */
  readonly isolated?: true
}

/** What was looked at in an answer. */
export interface AnswerCoverage {
  readonly engine: string
  readonly characters: () => number
  readonly flagged: ReadonlyMap<string, number>
  readonly redacted: ReadonlyMap<string, number>
  readonly degraded: ReadonlySet<string>
}

/** What the inspection saw: nothing in it is changed yet, and nothing in it holds a value. */
export interface Inspection {
  readonly findings: readonly Finding[]
  readonly numbers: readonly NumberFinding[]
  readonly entities: Readonly<Record<string, number>>
  readonly detectedClass: DataClass
  /** Rules of `acceptable-use.yaml` whose wording was found, as far as they may be recorded. */
  readonly uses: readonly string[]
  /** Entities of which every value was told by a word nearby alone: a person may know better. */
  readonly labelled: readonly string[]
  readonly coverage: PromptCoverage
}

/** A file that a person attached: what it was, and how much of it was read. */
export interface AttachmentFacts {
  readonly mediaType: string
  readonly bytes: number
  /** Of the file, hexadecimal. */
  readonly sha256: string
  readonly characters: number
  readonly leftOut: readonly string[]
}

/** What leaves for the upstream, and the way back to what came in. */
export interface Forwardable {
  readonly body: Buffer
  readonly edits: readonly Edit[]
}

/** The disclosure of one exchange (clause MS-33). */
export interface ExchangeDisclosure {
  /** BCP 47 tag of the label that goes out. */
  readonly language: string
  /** Value of the `AI-Disclosure` header, a structured field. */
  readonly header: string
  /** For the record. */
  readonly meta: Readonly<Record<string, unknown>>
}

/**
 * One prompt and its response, and what the stages learn about it. A stage sets its own slots and reads only slots of
 * stages before it in `order.ts`; {@link slot} turns a breach of that into an error, which refuses the exchange.
 */
export interface Exchange {
  readonly id: ExchangeId
  readonly wire: Wire | null
  readonly arrival: Arrival
  readonly startedAt: number
  /** The policy in force when the exchange began; a reload doesn't touch it. */
  readonly policy: PolicySet
  readonly open: OpenExchange
  /** Exact bytes received, once read. */
  received?: Buffer
  /** They, decoded; after reference expansion the text that is judged. */
  text?: string
  /** References into our own records were expanded: `text` is not what was received. */
  expanded?: boolean
  principal?: Principal
  /** A new notice is to be acknowledged soon: value of a `Link` header. */
  noticeLink?: string
  declarations?: Declarations
  reading?: RequestReading
  system?: CatalogSystem
  model?: CatalogModel
  inspection?: Inspection
  /** Grows as the answer is looked through. */
  answerCoverage?: AnswerCoverage
  /** What the decision rests on; the record keeps them, so that it can be made again. */
  facts?: Facts
  decision?: Decision
  /** A seat of the system's licence that the caller takes with this prompt. */
  seat?: StateChange
  reservation?: Reservation
  budget?: AnswerBudget
  placeholders?: Placeholders
  forwardable?: Forwardable
  /** Fields that are recorded and not forwarded, redacted. */
  recorded?: Readonly<Record<string, unknown>>
  /** What the answer says of itself: for headers, body and record. */
  disclosure?: ExchangeDisclosure
  /** State that is to change with the prompt's own record: the conversation that it is a turn of. */
  turn?: StateChange
  /** Files whose text is part of the prompt, for the record. */
  attachments?: readonly AttachmentFacts[]
  /** State that is to change with the terminal record. */
  changes?: readonly StateChange[]
  /** What the caller uses is revoked, and the use is an incident. */
  incident?: FallIncident
  /** What was noticed once everything was decided; a hint, and no ground for anything. */
  hint?: VerdictHint
  /** The prompt record is durable, or may become so: a terminal record is owed. */
  promptRecorded?: boolean
}

/** A slot that an earlier stage must have set. */
export function slot<K extends keyof Exchange>(exchange: Exchange, name: K): NonNullable<Exchange[K]> {
  const value = exchange[name]
  if (value === undefined || value === null) throw new Error(`stage order: ${name} isn't set yet`)
  return value as NonNullable<Exchange[K]>
}
