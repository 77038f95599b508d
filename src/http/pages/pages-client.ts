import type { SignInPlace } from '../../core/sign-in.ts'
import type { Client, PolicySet } from '../../policy/policy-set.ts'

/** The registration that the pages sign people in as: the first, where several issuers have one. */
export function pagesClient(policy: PolicySet): Client | undefined {
  return policy.clients.find(({ pages }) => pages !== undefined)
}

/** Everywhere that people of this policy can sign in. */
export function signInPlaces(policy: PolicySet): SignInPlace[] {
  return policy.clients.flatMap((client) => {
    const issuer = policy.issuers.find(({ id }) => id === client.issuer)
    if (client.pages === undefined || issuer === undefined) return []
    return [
      {
        issuer: issuer.issuer,
        name: issuer.name,
        client: client.id,
        credential: client.pages.credential,
        scopes: [...new Set(['openid', ...issuer.scopes, ...client.pages.scopes])],
        tokenUse: issuer.tokenUse,
      },
    ]
  })
}
