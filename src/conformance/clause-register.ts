import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { SWITCHES, type SwitchName } from './switches.ts'

const text = z.string().trim().min(1)

const rowSchema = z
  .strictObject({
    id: z.string().regex(/^[A-Z]{2}-\d{2}$/, 'must be a clause id such as MS-28'),
    /** The clause in our own words. */
    says: text,
    /** How far software can go: it makes the breach impossible, it catches or proves some, it only reminds. */
    reach: z.enum(['full', 'part', 'weak']),
    surfaces: z.array(z.enum(['proxy', 'chat', 'console', 'policy', 'command'])).min(1),
    /** Configuration without which the behaviour is off. */
    switch: z.enum(Object.keys(SWITCHES) as [SwitchName, ...SwitchName[]]).optional(),
    /** What isn't built yet. */
    missing: text.optional(),
    /** What people do and sign, which no test can show. */
    attested: text.optional(),
    /** Why no gateway can do it. */
    outOfReach: text.optional(),
  })
  .refine(({ attested, outOfReach }) => attested === undefined || outOfReach === undefined, 'attested or out of reach')

const documentSchema = z.strictObject({
  version: z.literal(1),
  prefix: z.string().regex(/^[A-Z]{2}$/),
  policy: text,
  clauses: z.array(rowSchema).min(1),
})

export type Clause = z.infer<typeof rowSchema> & { readonly policy: string }

let own: readonly Clause[] | null = null

/** The clauses that this program is held to, read when somebody first asks. */
export function ownClauses(): readonly Clause[] {
  own ??= readClauses(fileURLToPath(new URL('../../policies/clauses', import.meta.url)))
  return own
}

/** Every clause of every policy that is a source, from the files of a folder. Throws where one isn't what it should be. */
export function readClauses(folder: string): readonly Clause[] {
  const clauses = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const { prefix, policy, clauses } = documentSchema.parse(parse(readFileSync(join(folder, name), 'utf8')))
      const stray = clauses.find(({ id }) => !id.startsWith(`${prefix}-`))
      if (stray !== undefined) throw new Error(`${name}: ${stray.id} doesn’t begin with ${prefix}`)
      return clauses.map((clause) => ({ ...clause, policy }))
    })
  const twice = clauses.find(({ id }, at) => clauses.findIndex((other) => other.id === id) !== at)
  if (twice !== undefined) throw new Error(`clause ${twice.id} stands twice`)
  return clauses
}
