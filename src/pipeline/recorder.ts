import { type DataClass, higherClass } from '../core/decision.ts'
import { type ByteEdit, inverseByteEdits } from '../core/edits.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import { type RecordWriter, StoreUnavailable } from '../core/ports.ts'
import { costOf, type TokenUse } from '../core/quota.ts'
import type { EntryDraft, PartDraft, Position, SearchDraft, SpoolFold, StateChange } from '../core/record.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import type { ExchangeRegistry } from '../core/registry.ts'
import { leavesText } from '../policy/entity-rule.ts'
import { recordSeries } from '../policy/record-series.ts'
import type { StateCache } from '../records/state-cache.ts'
import type { AnswerFacts } from '../wires/wire.ts'
import type { AnswerContent } from './answer-content.ts'
import { bodySpans } from './body-spans.ts'
import { decisionNotNeeded, decisionOpened } from './decision-opened.ts'
import { type Exchange, slot } from './exchange.ts'
import { lookupTokens } from './lookup-tokens.ts'
import type { OwedRecords } from './owed-records.ts'
import { answerCoverageMeta, refusalMeta, requestMeta, sha256 } from './record-meta.ts'
import { ruleFor } from './value-rules.ts'
import { versionChanges } from './version-drift.ts'

/** How an exchange that was forwarded came to its end. */
export type Outcome =
  | 'complete'
  | 'upstream_error'
  | 'upstream_failed'
  | 'truncated'
  | 'client_left'
  | 'client_stalled'
  | 'cut'
  | 'fault'

const ERRORS: ReadonlySet<Outcome> = new Set(['upstream_failed', 'upstream_error', 'fault'])

/** Nothing came that anybody could decide with. */
function isUnanswered({ content, outcome, deliveredBytes }: Ending): boolean {
  return content === null || (ERRORS.has(outcome) && deliveredBytes === 0)
}

export interface Ending {
  readonly outcome: Outcome
  readonly upstreamStatus: number | null
  readonly upstreamId: string | null
  /** Null: nothing came. */
  readonly content: AnswerContent | null
  readonly facts: AnswerFacts | null
  readonly refusal: Refusal | null
  readonly firstByteMs: number | null
  readonly state: readonly StateChange[]
  /** Label and language that went out. */
  readonly disclosure: unknown
  /** Bytes of the answer that were handed to the client's connection before the end. */
  readonly deliveredBytes: number
}

/** Writes the records of exchanges: a prompt, then exactly one terminal entry. */
export interface Recorder {
  /** Resolves once the prompt is durable. */
  prompt(exchange: Exchange): Promise<void>
  /** The terminal record of a request that was never forwarded; resolves once durable. */
  blocked(exchange: Exchange, refused: Refusal): Promise<void>
  /** A piece of an answer that is too long for one record; resolves once durable. */
  piece(exchange: Exchange, fold: SpoolFold, number: number): Promise<void>
  /**
   * The terminal record of a forwarded exchange; resolves once durable. When the store can't take it, rejects and owes
   * `instead`, which says what the client is given in that case.
   */
  ending(exchange: Exchange, ending: Ending, instead: () => Ending): Promise<void>
}

export function createRecorder(
  store: RecordWriter,
  owed: OwedRecords,
  state: StateCache,
  registry: ExchangeRegistry,
  clock: Clock,
  ids: IdSource,
  lookupKey: Uint8Array,
): Recorder {
  const terminal = async (
    exchange: Exchange,
    draft: EntryDraft,
    instead: () => EntryDraft = () => draft,
  ): Promise<void> => {
    let position: Position
    try {
      position = await store.append(draft)
    } catch (error) {
      // A forwarded prompt must end in a record, so its terminal entry waits for the store; the exchange stays open until then.
      if (exchange.promptRecorded && error instanceof StoreUnavailable) owed.keep(exchange.id, instead())
      throw error
    }
    if (position.endedBefore) {
      // Another gateway ended it, when this one seemed to be gone: what it holds now is in no record, so nobody gets it.
      instead()
      registry.remove(exchange.id)
      throw new StoreUnavailable('lost')
    }
    state.apply(draft.state ?? [], position.index)
    registry.remove(exchange.id)
  }
  const draftOf = (
    exchange: Exchange,
    type: EntryDraft['type'],
    meta: Record<string, unknown>,
    rest: Partial<EntryDraft>,
  ): EntryDraft => ({
    id: ids.entryId(),
    type,
    ref: exchange.id,
    agency: exchange.principal?.agency ?? exchange.policy.profile.agency,
    series: recordSeries(exchange.policy, exchange.principal?.unit ?? null, exchange.system?.series ?? null),
    policy: exchange.policy.version,
    meta,
    parts: [],
    ...rest,
  })
  return {
    async prompt(exchange) {
      const { parts, meta } = promptContent(exchange)
      const decision = decisionOpened(exchange)
      const changes = [exchange.seat, exchange.turn, decision?.change].filter((change) => change !== undefined)
      const draft = draftOf(
        exchange,
        'prompt',
        { ...requestMeta(exchange), ...meta, decision: 'allow', ...decision?.meta },
        {
          parts,
          ...callerOf(exchange),
          ...searchOf(exchange, 'allow', lookupKey),
          ...(changes.length > 0 && { state: changes }),
        },
      )
      // From here on a record may exist even if we are told otherwise, so a terminal one is owed.
      exchange.promptRecorded = true
      const position = await store
        .append(draft, () => {
          const late = draftOf(exchange, 'blocked', { outcome: 'record_unavailable', forwarded: false }, {})
          owed.keep(exchange.id, late)
        })
        .catch((error: unknown) => {
          exchange.promptRecorded = false
          throw error
        })
      // A seat or a turn that was taken with it counts for whoever asks from now on.
      state.apply(draft.state ?? [], position.index)
    },
    async blocked(exchange, refused) {
      const content = exchange.forwardable ? promptContent(exchange) : { parts: [], meta: {} }
      const meta = {
        ...requestMeta(exchange),
        ...content.meta,
        decision: 'refuse',
        refusal: refusalMeta(refused),
        forwarded: false,
        ms: clock.now() - exchange.startedAt,
      }
      await terminal(
        exchange,
        draftOf(exchange, 'blocked', meta, {
          parts: content.parts,
          ...callerOf(exchange),
          state: exchange.changes ?? [],
          ...searchOf(exchange, 'refuse', lookupKey),
        }),
      )
    },
    async piece(exchange, folds, number) {
      await store.append(draftOf(exchange, 'piece', { piece: number }, { folds }))
    },
    async ending(exchange, ending, instead) {
      const endingDraft = (end: Ending): EntryDraft =>
        draftOf(exchange, ERRORS.has(end.outcome) ? 'error' : 'response', endingMeta(exchange, end, clock.now()), {
          ...contentOf(end.content, end.facts?.vendor ?? []),
          state: [
            ...(exchange.changes ?? []),
            ...(isUnanswered(end) ? decisionNotNeeded(exchange, state) : []),
            ...versionChanges(exchange, end.facts?.model ?? null, state, clock.now()),
            ...end.state,
          ],
          ...(end.facts === null ? {} : answerSearch(exchange, end.facts)),
        })
      await terminal(exchange, endingDraft(ending), () => endingDraft(instead()))
    },
  }
}

function endingMeta(exchange: Exchange, ending: Ending, now: number): Record<string, unknown> {
  const { content, facts } = ending
  return {
    outcome: ending.outcome,
    system: slot(exchange, 'system').id,
    upstream: { status: ending.upstreamStatus, id: ending.upstreamId },
    ...(content === null ? {} : { body: content.body, released: content.released }),
    timing: { ms: now - exchange.startedAt, firstByteMs: ending.firstByteMs },
    ...(facts === null
      ? {}
      : {
          usage: facts.usage,
          ...costMeta(exchange, facts.usage),
          model: facts.model,
          finish: [...facts.finish],
          vendorId: facts.vendorId,
          labelled: facts.labelled,
          ...(facts.vendor === null ? { originalOmitted: true } : {}),
        }),
    ...(ending.refusal === null ? {} : { refusal: refusalMeta(ending.refusal) }),
    ...(exchange.answerCoverage === undefined ? {} : { coverage: answerCoverageMeta(exchange.answerCoverage) }),
    disclosure: ending.disclosure,
    deliveredBytes: ending.deliveredBytes,
  }
}

/** Millionths of a dollar at the catalog's price of that time, where it names one. */
function costMeta(exchange: Exchange, usage: TokenUse | null): { readonly cost?: number } {
  const price = exchange.model?.price
  return price === undefined || usage === null ? {} : { cost: costOf(usage, price) }
}

function contentOf(content: AnswerContent | null, vendor: readonly ByteEdit[]): Pick<EntryDraft, 'parts' | 'folds'> {
  if (content === null || content.held === null) return { parts: [] }
  // What came after the end of what is recorded has no place in it.
  const original = vendor.filter((edit) => edit.end <= content.body.bytes)
  const orig = original.length === 0 ? [] : [editPart('orig', original)]
  if ('folds' in content.held) return { parts: orig, folds: content.held.folds }
  const { body, out } = content.held
  const part: PartDraft = { name: 'body', key: 'record', bytes: body }
  return { parts: [part, ...orig, ...(out.length === 0 ? [] : [editPart('out', out)])] }
}

function promptContent(exchange: Exchange): { parts: PartDraft[]; meta: Record<string, unknown> } {
  const { body, edits } = slot(exchange, 'forwardable')
  const parts: PartDraft[] = [{ name: 'body', key: 'record', bytes: body }]
  const original = slot(exchange, 'received')
  if (exchange.expanded) {
    parts.push(editPart('orig', [{ start: 0, end: body.length, text: original.toString('utf8') }]))
  } else if (edits.length > 0) {
    parts.push(editPart('orig', inverseByteEdits(slot(exchange, 'text'), edits)))
  }
  return { parts, meta: { forwardedBody: { bytes: body.length, sha256: sha256(body) } } }
}

/** Whoever asks again through the same client sends the same words again: they are stored once for the two together. */
function callerOf({ principal }: Exchange): Pick<EntryDraft, 'caller'> {
  return principal ? { caller: JSON.stringify([principal.agency, principal.key, principal.client]) } : {}
}

function editPart(name: 'orig' | 'out', edits: readonly ByteEdit[]): PartDraft {
  return { name, key: 'sealed', bytes: Buffer.from(JSON.stringify({ edits })) }
}

function searchOf(exchange: Exchange, decision: string, lookupKey: Uint8Array): { search?: SearchDraft } {
  const { reading, inspection, forwardable, text = '', received, expanded } = exchange
  if (!reading || !inspection || !forwardable) return {}
  const isAscii = received?.length === text.length && expanded !== true
  const { search } = searchText(exchange, '', decision, () => bodySpans(text, isAscii, forwardable.edits, reading.runs))
  const identifiers = lookupTokens(exchange, lookupKey)
  return search === undefined ? {} : { search: { ...search, ...(identifiers.length > 0 && { identifiers }) } }
}

/** An answer's words, and what it cost, for reports. */
function answerSearch(exchange: Exchange, { text, usage }: AnswerFacts): { search?: SearchDraft } {
  const { search } = searchText(exchange, text, 'allow')
  const { cost } = costMeta(exchange, usage)
  return search === undefined
    ? {}
    : { search: { ...search, facets: { ...search.facets, ...(cost && { cost: String(cost) }) } } }
}

/** The index gets words of classes below confidential only; facets always (Decided 7). */
function searchText(
  exchange: Exchange,
  text: string,
  decision: string,
  spans?: () => NonNullable<SearchDraft['spans']>,
): { search?: SearchDraft } {
  const { principal, declarations, system, inspection } = exchange
  if (!principal || !inspection) return {}
  const rules = Object.keys(inspection.entities).map((entity) => ruleFor(exchange, entity))
  // Of a masked value the end is still there to be searched for.
  const kept = rules.filter((rule) => leavesText(rule) || rule.operator === 'mask')
  const classes: DataClass[] = [declarations?.dataClass ?? 'public', ...kept.map((rule) => rule.raisesTo)]
  const confidential = classes.some((level) => level === 'confidential' || level === 'regulated')
  const said = declarations?.dataClass ?? exchange.policy.classes.default
  return {
    search: {
      text: confidential ? '' : text,
      ...(spans && !confidential && { spans: spans() }),
      facets: {
        user: principal.subject,
        unit: principal.unit,
        client: principal.client,
        system: system?.id ?? '',
        model: exchange.model?.upstreamModel ?? '',
        purpose: declarations?.purpose.id ?? '',
        matter: declarations?.matter ?? '',
        class: higherClass(said, inspection.detectedClass),
        decision,
        redacted: Object.keys(inspection.entities)
          .filter((_, at) => !leavesText(rules[at]!))
          .join(' '),
        has: [
          ...(Object.values(inspection.entities).some((count) => count > 0) ? ['removed-words'] : []),
          ...(inspection.coverage.unscannable.length > 0 ? ['attachment'] : []),
          ...(inspection.uses.length > 0 ? ['flag'] : []),
          ...(confidential ? ['unindexed'] : []),
        ].join(' '),
      },
    },
  }
}
