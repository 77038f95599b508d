import { z } from 'zod'
import { LOOKUP_ENTITIES } from '../../core/identifier-token.ts'
import { clauses, formVersion, id, unitId } from './terms.ts'

const reader = z.strictObject({
  /** The person may read it for their own exchanges. */
  own: z.boolean(),
  /** May read it; looking is recorded. */
  roles: z.array(id),
  /** May have it revealed, with a purpose from the list and a reason. */
  reveal: z
    .strictObject({ roles: z.array(id), purposes: z.array(id).min(1), people: z.union([z.literal(1), z.literal(2)]) })
    .optional(),
  clauses,
})

/** `access.yaml`: who may see which part of a record (MS-10, MO-04, MO-19). */
export const accessSchema = z.strictObject({
  version: formVersion,
  parts: z.strictObject({ meta: reader, body: reader, orig: reader, out: reader }),
  /** Searches the records whose `body` or privilege they may read. */
  search: z.strictObject({ roles: z.array(id), clauses }),
  /** Gets proofs that the entries of an exchange stand in the log. */
  proof: z.strictObject({ own: z.boolean(), roles: z.array(id), clauses }),
  /**
   * Records of these units and purposes, and those that counsel marks, are hidden from all others: contents, hits and
   * counts. Its roles are counsel: they read these, and mark records.
   */
  privilege: z.strictObject({ units: z.array(unitId), purposes: z.array(id), roles: z.array(id).min(1), clauses }),
  /** Records of what somebody says they shouldn't have sent are hidden from all others, themselves included (MS-51). */
  exposure: z.strictObject({ roles: z.array(id).min(1), clauses }),
  /** Searches the sealed originals of a frozen scope for a request, for one of these purposes. */
  originals: z.strictObject({ roles: z.array(id), purposes: z.array(id).min(1), clauses }),
  /**
   * Finds records by the exact value of an identifier of these kinds, for a matter, so many times an hour. Absent: nobody
   * may, and nothing is kept to find them by. What is recorded before it stands here isn’t found.
   */
  lookup: z
    .strictObject({
      roles: z.array(id),
      entities: z.array(z.enum(LOOKUP_ENTITIES)).min(1),
      perHour: z.int().min(1).max(1_000),
      clauses,
    })
    .optional(),
  /**
   * Takes a reveal alone at once, where it needs two people or the usual purposes don’t fit: as a case of their own, for
   * so many minutes, which somebody else with one of `reviewers` reviews by the end of the next business day.
   */
  emergency: z.strictObject({
    roles: z.array(id),
    minutes: z.int().min(1).max(60),
    reviewers: z.array(id).min(1),
    clauses,
  }),
  /**
   * Makes productions of records: for a public-records request (`openRecords`), or for legal process (`legalProcess`).
   * `seal` confirms and seals one for a public-records request that somebody else made; one for legal process is sealed by
   * a second person of `legalProcess`. Absent: nobody may.
   */
  productions: z
    .strictObject({ openRecords: z.array(id), legalProcess: z.array(id), seal: z.array(id), clauses })
    .optional(),
  /** Sees counts of their own unit, no content. */
  aggregates: z.strictObject({ roles: z.array(id), clauses }),
  /** Live secrets: how many people a reveal takes. */
  secrets: z.strictObject({ people: z.literal(2), clauses }),
  /** Roles that see no content, whatever else they hold. */
  noContent: z.strictObject({ roles: z.array(id), clauses }),
})
