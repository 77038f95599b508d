import { checkPolicy, loadPolicy } from '../policy/load.ts'
import { PolicyError } from '../policy/problem.ts'
import { type BundleFiles, readBundle } from './bundle-files.ts'
import { readPolicyTests } from './policy-tests.ts'
import type { PreparedPolicy } from './prepared-policy.ts'
import { runPolicyTests } from './run-policy-tests.ts'
import type { Signers } from './signers.ts'
import { verifySeal } from './verify-seal.ts'

/** Where a policy comes from, and what is asked of it. */
export interface PolicyOrigin {
  readonly folder: string
  readonly overlay?: string
  readonly values?: Readonly<Record<string, string>>
  /** The folder as it was read already; it is read when absent. */
  readonly files?: BundleFiles
  /** Null: signatures aren’t asked for. */
  readonly signers: Signers | null
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * Everything that a policy must pass before it may become live, over one reading of its folders: parse, schema,
 * cross-references, prohibited technologies, policy tests, signatures. Throws {@link PolicyError} with every problem of the
 * first of these that fails.
 */
export function preparePolicy(origin: PolicyOrigin): PreparedPolicy {
  const { folder, overlay, values, signers, now } = origin
  const files = origin.files ?? readOrRefuse(folder)
  const { policy, warnings } = checkPolicy({
    folder,
    files,
    ...(overlay === undefined ? {} : { overlay }),
    ...(values === undefined ? {} : { values }),
  })
  const { tests, problems } = readPolicyTests(folder, files)
  // The tests are the profile’s own: what an overlay adds is none of their business, and it can’t take anything away.
  const profile = overlay === undefined ? policy : loadPolicy({ folder, files })
  problems.push(...runPolicyTests(profile, tests))
  if (problems.length > 0) throw new PolicyError(problems)
  const seal = signers === null ? null : verifySeal({ folder, files, signers, profile: policy.profile.id, now })
  return { policy, seal, warnings, tests: tests.length }
}

/** Reads a bundle; throws {@link PolicyError} where the profile’s folder can’t be read. */
export function readOrRefuse(folder: string): BundleFiles {
  try {
    return readBundle(folder)
  } catch {
    const problem = { problem: 'the folder can’t be read', mend: 'name an existing profile folder' }
    throw new PolicyError([{ file: folder, line: 1, column: 1, ...problem }])
  }
}
