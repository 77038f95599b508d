import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Clock } from '../core/ids.ts'
import type { Ledger } from '../records/ledger.ts'
import { problemErrors, Refused, strictJson } from './governance-api.ts'
import { type Orderer, operatorOrders } from './orderer.ts'
import { accountabilityOfAll } from './routes/accountability.ts'
import { deactivationRoutes } from './routes/deactivation.ts'
import { lookRoutes } from './routes/looks.ts'
import type { SuspensionRouteParts } from './routes/suspensions.ts'
import { unrecordedCallRoutes } from './routes/unrecorded-calls.ts'
import { validateWhenAsked } from './validate-when-asked.ts'

/** The longest path that every kernel takes for a socket (`sun_path`), in bytes. */
const PATH_BYTES_MAX = 103

/** Where the shell of this machine finds the gateway that writes this data folder. */
export function operatorSocketPath(dataFolder: string): string {
  return join(dataFolder, 'operator.sock')
}

export interface OperatorApiParts extends Omit<SuspensionRouteParts, 'orderer'> {
  readonly ledger: Ledger
  /** Agency of what no person of an agency did. */
  readonly agency: string
  readonly policyVersion: () => string
  readonly clock: Clock
  readonly log: FastifyBaseLogger | null
}

/** The routes of the emergency stop, and of looks into the folder, for whoever holds this machine; not listening yet. */
export async function operatorApi(parts: OperatorApiParts): Promise<FastifyInstance> {
  const app = Fastify({
    ...(parts.log === null ? { logger: false } : { loggerInstance: parts.log }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    onProtoPoisoning: 'error',
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  }) as unknown as FastifyInstance
  validateWhenAsked(app)
  strictJson(app)
  problemErrors(app, parts.policyVersion)
  const orderer = (request: FastifyRequest): Orderer => operatorOf(request, parts.clock)
  await app.register(
    async (api) => {
      await deactivationRoutes(api, { ...parts, orderer })
      await accountabilityOfAll(api, { ...parts, rows: parts.ledger.state })
      await lookRoutes(api, { ledger: parts.ledger, agency: parts.agency, orderer })
      await unrecordedCallRoutes(api, { ledger: parts.ledger, clock: parts.clock, orderer })
    },
    { prefix: '/api/v1' },
  )
  return app
}

/**
 * The emergency stop for a shell on this machine, with the identity provider down (clause MS-31): a Unix socket in the data
 * folder that only the gateway's own account, or root, can open. Whoever can open it could as well change the files beside
 * it, so it gives no power that wasn't there; what they order is recorded under the name that their shell gives.
 */
export async function openOperatorSocket(dataFolder: string, parts: OperatorApiParts): Promise<FastifyInstance> {
  const path = operatorSocketPath(dataFolder)
  if (Buffer.byteLength(path) > PATH_BYTES_MAX) {
    throw new Error(
      `the data folder’s path is too long for the operator socket: ${path}; choose a shorter STATEHOUSE_DATA`,
    )
  }
  const app = await operatorApi(parts)
  // One process writes this folder, and that is this one: what lies here is left over from a crash.
  await rm(path, { force: true })
  await app.listen({ path })
  await chmod(path, 0o600)
  return app
}

function operatorOf({ headers }: FastifyRequest, clock: Clock): Orderer {
  const user = headers['statehouse-operator']
  const at = Date.parse(String(headers['statehouse-ordered-at'] ?? ''))
  if (typeof user !== 'string' || !/^[\w.@-]{1,64}$/.test(user) || Number.isNaN(at)) {
    throw new Refused('credential_missing', { message: 'The operator didn’t say who they are, or when.' })
  }
  return operatorOrders(user, Math.min(at, clock.now()))
}
