import { createAuthenticator } from '../../identity/authenticator.ts'
import { type DoctorCheck, fail, ok, reasonOf } from './check.ts'

export const identityProviders: DoctorCheck = {
  name: 'identity providers',
  needs: ['policy'],
  run({ policy }) {
    const authenticator = createAuthenticator({ policy: () => policy!, clock: { now: () => Date.now() } })
    return Promise.all(
      policy!.issuers.map((issuer) =>
        authenticator.probe(issuer.id).then(
          (count) => ok(`${issuer.id}: ${count} usable key(s) at ${issuer.jwksUri}`),
          (error: unknown) => fail(`${issuer.id}: no keys from ${issuer.jwksUri} (${reasonOf(error)})`),
        ),
      ),
    )
  },
}
