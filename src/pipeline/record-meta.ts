import { hash } from 'node:crypto'
import type { Principal } from '../core/principal.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { storeFacts } from '../policy/stored-facts.ts'
import type { AnswerCoverage, Exchange } from './exchange.ts'

/** What a record says of the person or app; the table in the contract, row `meta`. */
export function principalMeta(principal: Principal): Record<string, unknown> {
  return {
    issuer: principal.issuer,
    subject: principal.subject,
    subjectType: principal.subjectType,
    client: principal.client,
    agency: principal.agency,
    unit: principal.unit,
    roles: [...principal.roles],
    assurance: principal.assurance,
    token: principal.tokenId,
    // Both are named: who is spoken for, and who speaks (MO-20).
    ...(principal.actors.length === 0 ? {} : { actors: principal.actors.map((actor) => ({ ...actor })) }),
  }
}

/** Facts of a request that are known by now; grows as the stages go. Holds no text of the prompt. */
export function requestMeta(exchange: Exchange): Record<string, unknown> {
  const { arrival, principal, declarations, reading, system, model, inspection, decision, wire, received, recorded } =
    exchange
  const meta: Record<string, unknown> = { route: arrival.path, remote: arrival.remoteAddress }
  if (wire) meta['wire'] = wire.id
  const retry = arrival.headers['x-stainless-retry-count']
  if (typeof retry === 'string' && /^\d{1,4}$/.test(retry)) meta['retry'] = Number(retry)
  const suppliedVendorKey = ['api-key', 'x-api-key', 'x-goog-api-key'].some(
    (name) => arrival.headers[name] !== undefined,
  )
  if (suppliedVendorKey && arrival.headers['authorization'] !== undefined) meta['vendorKeyDropped'] = true
  if (principal) meta['principal'] = principalMeta(principal)
  if (declarations)
    meta['declared'] = {
      ...declarations,
      purpose: { ...declarations.purpose, id: clip(declarations.purpose.id ?? '', 100) },
    }
  if (system) meta['system'] = system.id
  if (model) meta['model'] = model.upstreamModel
  if (reading) {
    meta['stream'] = reading.stream
    // A name that isn't in the catalog is text of the caller's: shown only where it can't be an identifier.
    if (system || NAME.test(reading.model)) meta['asked'] = clip(reading.model, 200)
  }
  if (recorded && Object.keys(recorded).length > 0) meta['recorded'] = recorded
  if (exchange.attachments) meta['attachments'] = exchange.attachments.map((facts) => ({ ...facts }))
  if (inspection)
    meta['coverage'] = {
      ...inspection.coverage,
      entities: { ...inspection.entities },
      detectedClass: inspection.detectedClass,
    }
  if (decision?.kind === 'allow') {
    meta['rule'] = decision.rule
    const obliged = decision.steps.filter((step) => step.result === 'oblige').map((step) => step.rule)
    if (obliged.length > 0) meta['obliged'] = obliged
    const flagged = decision.steps.find((step) => step.rule === 'acceptable-use' && step.result === 'oblige')
    if (flagged) meta['flagged'] = { uses: [...(inspection?.uses ?? [])], clauses: [...flagged.clauses] }
  }
  if (exchange.hint && !exchange.promptRecorded) meta['hint'] = { ...exchange.hint }
  // What passed follows from the policy version and the facts above; what refused is told in full.
  if (decision?.kind === 'refuse')
    meta['steps'] = decision.steps
      .filter((step) => step.result !== 'pass')
      .map((step) => ({ ...step, clauses: [...step.clauses] }))
  // Once for each exchange: with its prompt, or with the refusal that came before one.
  if (exchange.facts && !exchange.promptRecorded) meta['facts'] = storeFacts(exchange.policy, exchange.facts)
  // A body that was too large to be read is at least measured by its own word.
  const declaredBytes = Number(arrival.headers['content-length'] ?? Number.NaN)
  if (!received && Number.isSafeInteger(declaredBytes)) meta['declaredBytes'] = declaredBytes
  if (received) meta['received'] = { bytes: received.length, sha256: sha256(received) }
  return meta
}

const NAME = /^(?!.*\d{5})[A-Za-z0-9._:/-]{1,100}$/

/** What was looked at in an answer, and what was found that the model brought up itself. */
export function answerCoverageMeta(coverage: AnswerCoverage): Record<string, unknown> {
  const { engine, characters, flagged, redacted, degraded } = coverage
  return {
    engine,
    characters: characters(),
    ...(flagged.size === 0 ? {} : { flagged: Object.fromEntries(flagged) }),
    ...(redacted.size === 0 ? {} : { redacted: Object.fromEntries(redacted) }),
    ...(degraded.size === 0 ? {} : { degraded: [...degraded] }),
  }
}

/** Why a request went no further. */
export function refusalMeta(refused: Refusal): Record<string, unknown> {
  const { code, clause, rule, detail } = refused
  return { code, clause, rule, ...(detail === undefined ? {} : { detail: clip(detail, 300) }) }
}

/** Lower-case hexadecimal SHA-256. */
export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex')
}

function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}…`
}
