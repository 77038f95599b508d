import { z } from 'zod'

const expectation = {
  expect: z.enum(['allow', 'refuse']),
  /** Refusals: what the caller is shown first. */
  code: z.string().optional(),
  rule: z.string().optional(),
  clause: z.string().optional(),
  /** Checks that allow with an obligation, exactly these. */
  obliges: z.array(z.string()).optional(),
  /** Record series, review and label of an allowed exchange. */
  series: z.string().optional(),
  review: z.boolean().optional(),
  label: z.string().optional(),
  showsLabel: z.enum(['content', 'envelope']).optional(),
  /** Quota rules that count it, exactly these. */
  quotas: z.array(z.string()).optional(),
  /** The notice that somebody new must acknowledge first, as `id@version`, or `none`. */
  notice: z.string().optional(),
}

const given = z.record(z.string(), z.unknown()).default({})

const caseSchema = z.strictObject({ name: z.string().min(1), given, ...expectation })

const tableSchema = z.strictObject({
  name: z.string().min(1),
  given,
  /** Names of facts, of members of `principal`, and of what is expected; `expect` is one of them. */
  columns: z.array(z.string()).min(2),
  rows: z.array(z.array(z.unknown())).min(1),
})

const settingSchema = z.strictObject({
  name: z.string().min(1),
  /** `document.key.key`; the rows of a list are named by their `id`, else by their place from 0. */
  at: z.string().min(1),
  is: z.unknown(),
})

/** A file of `tests/`: given these facts, the policy must answer this. */
export const policyTestFile = z.strictObject({
  version: z.literal(1),
  /** Facts that every case of the file starts from, in the form of `policy explain`. */
  given,
  cases: z.array(caseSchema).default([]),
  tables: z.array(tableSchema).default([]),
  /** Values that no exchange shows, and that nobody may change in one place only. */
  settings: z.array(settingSchema).default([]),
})

export type PolicyTestFile = z.infer<typeof policyTestFile>
export type Expectation = Omit<z.infer<typeof caseSchema>, 'name' | 'given'>
export const EXPECTATION_KEYS: readonly string[] = Object.keys(expectation)
export const expectationSchema = z.strictObject(expectation)
