import type { FastifyInstance } from 'fastify'
import type { StoreHealth } from '../../core/ports.ts'
import type { PolicyStatus } from '../../policy-operations/policy-holder.ts'
import type { MirrorStatus } from '../../records/mirror.ts'
import type { OutsideStatus } from '../../records/outside/outside-copies.ts'
import type { SinkStatus } from '../../siem/siem-link.ts'
import type { Metrics } from '../metrics.ts'

/** What vouches for the records beyond this machine, as `/readyz` shows it. */
export interface EvidenceStatus extends OutsideStatus {
  readonly mirror: MirrorStatus | null
}

export interface HealthParts {
  readonly store: () => StoreHealth
  readonly evidence: () => EvidenceStatus
  readonly siem: () => readonly SinkStatus[]
  readonly policy: () => PolicyStatus
  readonly draining: () => boolean
  readonly metrics: Metrics
  readonly isOperations: (address: string) => boolean
}

/** `/healthz`: the process answers. `/readyz`: it can record. Reasons and figures are for listed networks only. */
export async function healthRoutes(app: FastifyInstance, parts: HealthParts): Promise<void> {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (request, reply) => {
    const store = parts.store()
    const ready = store.writable && !parts.draining()
    const detail = parts.isOperations(request.ip)
      ? {
          store,
          evidence: parts.evidence(),
          siem: parts.siem(),
          ...policyDetail(parts.policy()),
          draining: parts.draining(),
        }
      : {}
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...detail })
  })
  app.get('/metrics', async (request, reply) => {
    if (!parts.isOperations(request.ip)) return reply.callNotFound()
    return reply.type(parts.metrics.contentType).send(await parts.metrics.text())
  })
}

/** A refused reload doesn’t make the gateway unready: the policy before it is in force. */
function policyDetail({ version, digest, seal, liveSince, reloads, refused }: PolicyStatus): Record<string, unknown> {
  const signers = seal === null ? null : { sequence: seal.sequence, signers: seal.signers }
  return { policy: version, policyDetail: { digest, seal: signers, liveSince, reloads, refused } }
}
