import { SCIM_CREDENTIAL_CHARACTERS_MIN } from '../../identity/credential-holder.ts'
import type { IssuerProfile } from '../../policy/policy-set.ts'
import { openSecrets, type Secrets } from '../../secrets.ts'
import { type DoctorCheck, type Finding, fail, ok, reasonOf, warn } from './check.ts'

/** Who tells the gateway that somebody has left (MO-09): nobody is ever cut off by an issuer that says nothing. */
export const signals: DoctorCheck = {
  name: 'signals',
  needs: ['policy'],
  run({ env, policy }) {
    const secrets = openSecrets(env)
    return policy!.issuers.flatMap((issuer) => findings(issuer, policy!.issuers, secrets))
  },
}

function findings(issuer: IssuerProfile, all: readonly IssuerProfile[], secrets: Secrets): Finding[] {
  const { id, scim, securityEvents, backChannelLogout, maxLifeMinutes } = issuer
  if (scim === undefined && securityEvents === undefined && backChannelLogout === undefined)
    return [warn(`issuer ${id}: tells of nobody who leaves; a token is good for up to ${maxLifeMinutes} minutes`)]
  const others = [
    ...(securityEvents === undefined ? [] : [ok(`issuer ${id}: security events from ${securityEvents.transmitter}`)]),
    ...(backChannelLogout === undefined ? [] : [logoutFinding(issuer)]),
  ]
  return scim === undefined ? others : [scimFinding(issuer, scim, all, secrets), ...others]
}

/** A logout token names people by `sub`; where access tokens name them otherwise, only the session ties the two. */
function logoutFinding({ id, claims }: IssuerProfile): Finding {
  return claims.subject === 'sub'
    ? ok(`issuer ${id}: back-channel logout`)
    : warn(
        `issuer ${id}: back-channel logout reaches only access tokens that hold the claim sid, since they name people by ${claims.subject}: have the issuer send sid, or rely on SCIM`,
      )
}

function scimFinding(
  { id, claims }: IssuerProfile,
  { credential: reference, subject }: NonNullable<IssuerProfile['scim']>,
  all: readonly IssuerProfile[],
  secrets: Secrets,
): Finding {
  try {
    const credential = secrets.credential(reference)
    if (credential === null || credential.length < SCIM_CREDENTIAL_CHARACTERS_MIN)
      return fail(
        `issuer ${id}: ${reference} is shorter than ${SCIM_CREDENTIAL_CHARACTERS_MIN} characters, so SCIM refuses it`,
      )
    const twin = all.find((other) => other.id !== id && valueOf(other, secrets) === credential)
    if (twin !== undefined) return fail(`issuer ${id}: shares its SCIM credential with ${twin.id}, so it opens neither`)
    return ok(
      `issuer ${id}: SCIM, opened by ${reference}; the directory must send as ${subject} what tokens hold as ${claims.subject}`,
    )
  } catch (error) {
    return fail(`issuer ${id}: ${reasonOf(error)}`)
  }
}

function valueOf({ scim }: IssuerProfile, secrets: Secrets): string | null {
  try {
    return scim === undefined ? null : secrets.credential(scim.credential)
  } catch {
    return null
  }
}
