import { z } from 'zod'
import { assuranceLevel, clauses, formVersion, id, texts } from './terms.ts'

/** `roles.yaml`: the duties that people can hold, and which of them one person can't hold at once (MS-52). */
export const rolesSchema = z.strictObject({
  version: formVersion,
  roles: z
    .array(
      z.strictObject({
        id,
        name: texts,
        /** Comes from the token alone; no provisioning service may give it. */
        guarded: z.boolean().default(false),
        /** Sign-in level without which the role doesn't count. */
        assurance: assuranceLevel.default(1),
        clauses,
      }),
    )
    .min(1),
  separation: z.array(
    z.strictObject({
      id,
      /** In one matter no two of these parts are taken by the same person. */
      parts: z.array(id).min(2),
      on: z.enum(['request', 'approval', 'deliverable', 'exception', 'disposition', 'resume', 'audit']),
      clauses,
    }),
  ),
})
