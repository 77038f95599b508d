import { BLOCKED } from '../core/block.ts'
import { DEVICE_NOT_COMPLIANT } from '../core/device-posture.ts'
import { SCIM_GROUP_NAME, SCIM_MEMBER, SCIM_SUBJECT } from '../core/directory-roles.ts'
import { KNOWN_PERSON } from '../core/known-person.ts'
import { REVOKED_ISSUER, REVOKED_SESSION, REVOKED_SUBJECT, REVOKED_UNNAMED, SIGNED_OUT } from '../core/revocation.ts'
import { SIGN_IN_DEMANDED } from '../core/sign-in-demand.ts'
import { SUSPENSION } from '../core/suspension.ts'
import { SIGNAL_TAKEN } from './events/security-event.ts'
import { SCIM_GROUP } from './scim/groups.ts'
import { SCIM_USER } from './scim/users.ts'

/** Every kind of state that says whether somebody, or a use, still stands: held in memory, since each request asks. */
export const STANDING_STATE: readonly string[] = [
  BLOCKED,
  REVOKED_SUBJECT,
  REVOKED_ISSUER,
  REVOKED_SESSION,
  REVOKED_UNNAMED,
  SIGNED_OUT,
  SIGN_IN_DEMANDED,
  DEVICE_NOT_COMPLIANT,
  SUSPENSION,
  KNOWN_PERSON,
  SCIM_USER,
  SCIM_SUBJECT,
  SCIM_GROUP,
  SCIM_GROUP_NAME,
  SCIM_MEMBER,
  SIGNAL_TAKEN,
]
