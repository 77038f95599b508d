import { z } from 'zod'
import { signOff } from './approval.ts'
import { systemSchema } from './catalog.ts'
import { confirmation, exceptionSchema } from './exceptions.ts'
import { grantSchema } from './grant.ts'
import { successor } from './lifecycle.ts'
import { day, id, text } from './terms.ts'

/** One change of the catalog or of the exceptions, as people approved it in the gateway. */
export const amendmentSchema = z.discriminatedUnion('kind', [
  /** Somebody more may use a system, within what the system may be used for at all. */
  z.strictObject({ kind: z.literal('grant'), system: id, grant: grantSchema, decisions: z.array(signOff) }),
  /** A new system. */
  z.strictObject({ kind: z.literal('system'), system: systemSchema }),
  /** A system’s approval ends later. */
  z.strictObject({ kind: z.literal('renewal'), system: id, expires: day, decisions: z.array(signOff) }),
  /** A model’s next version, approved ahead (MS-54). */
  z.strictObject({ kind: z.literal('successor'), system: id, model: text, successor, decisions: z.array(signOff) }),
  /** A system was audited: when, what for readers of the catalog came of it, and when it is due again (MS-55). */
  z.strictObject({ kind: z.literal('audit'), system: id, last: day, findings: text, due: day }),
  /** An exception of the executive director (MS-15). */
  z.strictObject({ kind: z.literal('exception'), exception: exceptionSchema }),
  /** The director’s word on a deputy’s exception. */
  z.strictObject({ kind: z.literal('confirmation'), exception: text, confirmed: confirmation }),
])

export type Amendment = z.infer<typeof amendmentSchema>
