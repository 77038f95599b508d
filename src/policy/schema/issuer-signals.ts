import { z } from 'zod'
import { httpsUrl } from './network.ts'
import { id, text } from './terms.ts'

/** A secret by the name under which the deployment has it. */
export const credential = z
  .string()
  .regex(
    /^(env:[A-Z][A-Z0-9_]*|file:\/.+)$/,
    'must be env:NAME or file:/absolute/path; a secret itself never stands in a policy file',
  )

/** How an issuer tells the gateway that somebody's access has ended (MO-09); each is off where it is absent. */
export const issuerSignals = {
  /** SCIM 2.0 provisioning at `/scim/v2`. */
  scim: z
    .strictObject({
      /** The directory's bearer credential: this issuer's own, at least 32 characters. */
      credential,
      /**
       * The attribute that holds what the tokens call the subject. A `userName` has no case (RFC 7643 4.1.1) and a subject
       * has, so the one can't stand for the other.
       */
      subject: z.enum(['externalId']).default('externalId'),
      /** What a deactivation means here: `separated` is referred to legal when the account is used after it (MO-12). */
      inactive: z.enum(['separated', 'withdrawn']).default('withdrawn'),
      /** Role → display name of its group: whom the directory has not in the group loses the role; nobody gains one. */
      groups: z.record(id, text).default({}),
    })
    .optional(),
  /** Security events (SSF: CAEP, RISC) pushed to `/ssf/events`. */
  securityEvents: z
    .strictObject({
      /** Exact `iss` of the transmitter. */
      transmitter: httpsUrl,
      jwksUri: httpsUrl,
      audience: z.array(text).min(1),
      algorithms: z.array(z.enum(['RS256', 'PS256', 'ES256', 'EdDSA'])).min(1),
    })
    .optional(),
  /** OpenID Connect back-channel logout at `/oidc/backchannel-logout`; signed with the issuer's own keys. */
  backChannelLogout: z
    .strictObject({
      /** The client ids that sign people in. */
      audience: z.array(text).min(1),
    })
    .optional(),
}
