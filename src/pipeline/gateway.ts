import type { IdSource } from '../core/ids.ts'
import { type RecordWriter, StoreUnavailable } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import type { StateChange } from '../core/record.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { openExchange } from '../core/registry.ts'
import { citedClause } from '../policy/cite.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Wire } from '../wires/wire.ts'
import { conduct } from './conduct.ts'
import type { ConductParts } from './conduct-parts.ts'
import type { Arrival, Exchange } from './exchange.ts'
import { createFindings } from './findings.ts'
import { createFloodFold } from './flood-fold.ts'
import { identify } from './identify.ts'
import { afterBody, beforeBody } from './order.ts'
import { redactExchange } from './redact-exchange.ts'
import type { Reply, ReplyFormat } from './reply.ts'
import { runStages } from './run.ts'
import type { RequestStage } from './stage.ts'
import type { UseAfterRevocation } from './use-after-revocation.ts'
import { agencyOf } from './value-rules.ts'

export interface GatewayParts extends ConductParts {
  readonly ids: IdSource
  readonly policy: () => PolicySet
  readonly store: RecordWriter
  readonly format: ReplyFormat
  readonly observe: (event: ExchangeEvent) => void
  /** Told of each exchange that the policy decided, once its answer is given. */
  readonly decided?: (exchange: Exchange) => void
  readonly afterRevocation: UseAfterRevocation
}

/** What metrics and the log are told of an exchange; no text, no names. */
export interface ExchangeEvent {
  readonly exchange: string
  readonly wire: string
  readonly decision: 'allow' | 'refuse'
  readonly code: string | null
  readonly system: string | null
  readonly ms: number
}

/** The one way in for every exchange, whatever carries it. */
export interface Gateway {
  readonly format: ReplyFormat
  open(arrival: Arrival, wire: Wire | null): Exchange
  /**
   * Who asks for something other than inference, at the origin that a DPoP proof must name. Use after a revocation is
   * recorded, whatever was asked for.
   */
  identify(arrival: Arrival, publicUrl: string): Promise<Principal | Refusal>
  /** Stages before the body is read. */
  admit(exchange: Exchange): Promise<Refusal | null>
  /** Stages over the body, up to the durable prompt record. */
  judge(exchange: Exchange, body: Buffer): Promise<Refusal | null>
  /** Records a refusal; returns what the caller is to be told, which is another refusal when it couldn't be recorded. */
  refused(exchange: Exchange, refused: Refusal): Promise<Refusal>
  /** Ends what needed no record: a question that no model answers. */
  drop(exchange: Exchange): void
  /** Forwards and answers; never rejects. */
  conduct(exchange: Exchange, reply: Reply): Promise<void>
  /** Writes what is counted and not recorded yet. */
  close(): Promise<void>
}

export function createGateway(parts: GatewayParts): Gateway {
  const run = async (stages: readonly RequestStage[], exchange: Exchange): Promise<Refusal | null> => {
    const { refusal: refused, fault } = await runStages(stages, exchange, parts)
    if (fault)
      parts.log.error({
        event: 'stage.fault',
        stage: fault.stage,
        exchange: exchange.id,
        fault: describeFault(fault.error),
      })
    return refused
  }
  const observe = (exchange: Exchange, refused: Refusal | null): void => {
    parts.observe({
      exchange: exchange.id,
      wire: exchange.wire?.id ?? 'none',
      decision: refused ? 'refuse' : 'allow',
      code: refused?.code ?? null,
      system: exchange.system?.id ?? null,
      ms: parts.clock.now() - exchange.startedAt,
    })
    if (exchange.decision) parts.decided?.(exchange)
  }
  /** The record of a refused prompt is redacted like any other; what can't be redacted stays out of it. */
  const redactForRecord = (exchange: Exchange): void => {
    try {
      if (exchange.inspection)
        redactExchange(exchange, parts.pseudonymKey, parts.detection.entities(exchange.policy, agencyOf(exchange)))
    } catch (error) {
      parts.log.error({ event: 'redaction.fault', exchange: exchange.id, fault: describeFault(error) })
    }
  }
  /** The first use after a revocation opens an incident; the count of each goes with the attempt's own record. */
  const openIncident = async (exchange: Exchange): Promise<void> => {
    const { incident, principal } = exchange
    if (incident === undefined || principal === undefined) return
    const { change, opened } = parts.afterRevocation.attempt(exchange, incident, parts.clock.now())
    exchange.changes = [...(exchange.changes ?? []), change]
    if (opened === null) return
    const { version, retention } = exchange.policy
    const draft = { id: parts.ids.entryId(), agency: principal.agency, series: retention.default, policy: version }
    try {
      await parts.store.append({ ...draft, type: 'incident', meta: { ...opened, by: 'gateway' }, parts: [] })
    } catch (error) {
      parts.afterRevocation.forget(incident)
      throw error
    }
  }
  const findings = createFindings(parts.state)
  const flood = createFloodFold({
    clock: parts.clock,
    async write({ code, count, from, to }) {
      const { version, profile, retention } = parts.policy()
      await parts.store.append({
        id: parts.ids.entryId(),
        type: 'blocked',
        agency: profile.agency,
        series: retention.default,
        policy: version,
        meta: {
          outcome: 'folded',
          refusal: { code },
          count,
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
        },
        parts: [],
      })
    },
  })
  const gateway: Gateway = {
    format: parts.format,
    async identify(arrival, publicUrl) {
      const exchange = gateway.open(arrival, null)
      const identified = await identify(exchange, { ...parts, publicUrl })
      if (exchange.incident !== undefined && 'code' in identified) return gateway.refused(exchange, identified)
      parts.registry.remove(exchange.id)
      return identified
    },
    open(arrival, wire) {
      const id = parts.ids.exchangeId()
      const open = openExchange(id)
      parts.registry.add(open)
      return { id, wire, arrival, startedAt: parts.clock.now(), policy: parts.policy(), open }
    },
    admit: (exchange) => run(beforeBody, exchange),
    async judge(exchange, body) {
      exchange.received = body
      const refused = await run(afterBody, exchange)
      noteChanges(exchange, findings.disguised(exchange, parts.clock.now()))
      noteChanges(exchange, findings.hinted(exchange, parts.clock.now()))
      return refused
    },
    async refused(exchange, refusedAs) {
      const refused = { ...refusedAs, clause: citedClause(exchange.policy, refusedAs.clause) }
      observe(exchange, refused)
      if (exchange.reservation) {
        // Nothing was spent: the tokens go back.
        parts.quotas.settle(exchange.reservation, null)
        delete exchange.reservation
      }
      // Without a store there is nowhere to record it; the outage entry counts it.
      if (refused.code === 'record_unavailable' && !refused.rule.startsWith('fault:')) {
        if (!exchange.promptRecorded) parts.registry.remove(exchange.id)
        return refused
      }
      if (!exchange.principal && !flood.records(refused.code)) {
        parts.registry.remove(exchange.id)
        return refused
      }
      noteChanges(exchange, findings.refused(exchange, refused, parts.clock.now()))
      redactForRecord(exchange)
      try {
        // Both are handed to the store at once, so that counts are written in the order in which they were counted.
        await Promise.all([openIncident(exchange), parts.recorder.blocked(exchange, refused)])
        return refused
      } catch (error) {
        if (!(error instanceof StoreUnavailable))
          parts.log.error({ event: 'refusal.fault', exchange: exchange.id, fault: describeFault(error) })
        // A prompt that was recorded stays open until its end, which is owed, is written.
        if (!(exchange.promptRecorded && error instanceof StoreUnavailable)) parts.registry.remove(exchange.id)
        return refusal('record_unavailable', { retryAfterSeconds: 1 })
      }
    },
    drop: (exchange) => parts.registry.remove(exchange.id),
    close: () => flood.close(),
    async conduct(exchange, reply) {
      await conduct(exchange, reply, parts)
      observe(exchange, null)
    },
  }
  return gateway
}

/** They are written with the exchange’s terminal record. */
function noteChanges(exchange: Exchange, changes: readonly StateChange[]): void {
  if (changes.length > 0) exchange.changes = [...(exchange.changes ?? []), ...changes]
}

/** Class and place of an error, never its message: a message may quote the prompt. */
function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const place =
    error.stack
      ?.split('\n')
      .find((line) => line.includes('/src/'))
      ?.replace(/^.*\/src\//, 'src/') ?? ''
  return `${error.name} ${place}`.trim()
}
