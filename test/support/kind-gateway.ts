import { type FakeIssuer, type IssuerKey, makeKey, startFakeIssuer } from './fake-issuer.ts'
import { ISSUER_KIND_NAMES, type IssuerKindName, profileOfKind } from './issuer-kinds.ts'
import { startGateway, type TestGateway, type TestGatewayOptions } from './start-gateway.ts'
import type { Attacked } from './token-attacks.ts'

/** The real gateway, trusting one fake issuer of every kind. */
export interface KindGateway extends TestGateway {
  attacked(kind: IssuerKindName): Attacked
  issuerOf(kind: IssuerKindName): FakeIssuer
}

/** `peer`: another gateway whose issuers this one trusts as well. */
export async function startKindGateway(
  options: TestGatewayOptions,
  kinds: readonly IssuerKindName[] = ISSUER_KIND_NAMES,
  profile: Record<string, unknown> = {},
  peer: KindGateway | null = null,
): Promise<KindGateway> {
  const issuers = new Map<IssuerKindName, FakeIssuer>()
  for (const kind of kinds) issuers.set(kind, peer?.issuerOf(kind) ?? (await startFakeIssuer()))
  const stranger: IssuerKey = await makeKey()
  const gateway = await startGateway({
    ...options,
    changePolicy(policy) {
      options.changePolicy?.(policy)
      const registration = policy.clients.find(({ id }) => id === 'statehouse-demo')!
      for (const [kind, { issuer }] of issuers) {
        const trusted = structuredClone(profileOfKind(kind, issuer, profile)) as never
        policy.issuers.push(trusted)
        policy.index.issuers[issuer] = trusted
        policy.index.clients[`${issuer} notes-app`] = { ...structuredClone(registration), id: 'notes-app' }
        policy.units.membership.push({ issuer: kind, claims: {}, unit: 'ITS-APPDEV', clauses: ['MS-34'] })
      }
    },
  })
  return {
    ...gateway,
    attacked: (kind) => ({ kind, issuer: issuers.get(kind)!, nowMs: Date.now(), stranger }),
    issuerOf: (kind) => issuers.get(kind)!,
    async close() {
      await gateway.close()
      if (peer === null) await Promise.all([...issuers.values()].map((issuer) => issuer.close()))
    },
  }
}
