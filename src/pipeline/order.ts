import type { RequestStage } from './stage.ts'
import { authenticate } from './stages/authenticate.ts'
import { decidePolicy } from './stages/decide-policy.ts'
import { inspectPrompt } from './stages/inspect-prompt.ts'
import { readDeclarations } from './stages/read-declarations.ts'
import { readPrompt } from './stages/read-prompt.ts'
import { recordPrompt } from './stages/record-prompt.ts'
import { redactPrompt } from './stages/redact-prompt.ts'
import { refuseRevoked } from './stages/refuse-revoked.ts'
import { requireAcknowledgments } from './stages/require-acknowledgments.ts'
import { reserveQuota } from './stages/reserve-quota.ts'
import { resolvePrincipal } from './stages/resolve-principal.ts'
import { resolveSystem } from './stages/resolve-system.ts'

/**
 * THE list: what happens to a request, in order. Read this first.
 *
 * Nobody unauthenticated makes the gateway read a body; nothing is changed before everything is judged; nothing is
 * forwarded before its record is durable.
 */
export const beforeBody: readonly RequestStage[] = [
  authenticate,
  resolvePrincipal,
  refuseRevoked,
  requireAcknowledgments,
  readDeclarations,
]

export const afterBody: readonly RequestStage[] = [
  readPrompt,
  resolveSystem,
  inspectPrompt,
  decidePolicy,
  reserveQuota,
  redactPrompt,
  recordPrompt,
]

/** Then `conduct.ts`: forward → restore, scan, label (the wire's answer) → record the response → release. */
