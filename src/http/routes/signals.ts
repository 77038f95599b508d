import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Deactivation } from '../../provisioning/deactivation.ts'
import type { SignalVerifier } from '../../provisioning/events/verify-signals.ts'
import { scimSourceOf } from '../../provisioning/scim/source.ts'
import type { Contract } from '../contract.ts'
import type { Metrics } from '../metrics.ts'
import { backchannelLogoutRoutes } from './backchannel-logout.ts'
import { scimRoutes } from './scim.ts'
import { ssfEventRoutes } from './ssf-events.ts'

export interface SignalParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly deactivation: Deactivation
  readonly verifier: SignalVerifier
  readonly credentialOf: (reference: string) => string | null
  readonly clock: Clock
  readonly newId: () => string
  readonly publicUrl: string
  readonly metrics: Metrics
}

/** Where directories, transmitters and identity providers say that somebody's access has ended (clause MO-09). */
export async function signalRoutes(app: FastifyInstance, parts: SignalParts): Promise<void> {
  const { policy, credentialOf, verifier, metrics } = parts
  const sourceOf = (credential: string) => scimSourceOf(credential, policy(), credentialOf)
  await app.register(scimRoutes, { ...parts, sourceOf, prefix: '/scim/v2' })
  await app.register(ssfEventRoutes, {
    ...parts,
    verify: (token: string) => verifier.securityEvent(token),
    count: (outcome: 'taken' | 'repeated' | 'refused') => metrics.securityEvent(outcome),
  })
  await app.register(backchannelLogoutRoutes, { ...parts, verify: (token: string) => verifier.logout(token) })
}
