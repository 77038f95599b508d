import type { NamedAmendment } from '../policy/amend.ts'
import { type CheckedPolicy, checkPolicy, loadPolicy } from '../policy/load.ts'
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
  /** What was approved in the gateway, oldest first. What no longer fits the files is left out, and told. */
  readonly amendments?: readonly NamedAmendment[]
}

/**
 * Everything that a policy must pass before it may become live, over one reading of its folders: parse, schema,
 * cross-references, prohibited technologies, policy tests, signatures. Throws {@link PolicyError} with every problem of the
 * first of these that fails.
 */
export function preparePolicy(origin: PolicyOrigin): PreparedPolicy {
  const { folder, overlay, values, signers, now } = origin
  const files = origin.files ?? readOrRefuse(folder)
  const check = (amendments: readonly NamedAmendment[]): CheckedPolicy =>
    checkPolicy({
      folder,
      files,
      amendments,
      ...(overlay === undefined ? {} : { overlay }),
      ...(values === undefined ? {} : { values }),
    })
  const written = check([])
  const { tests, problems } = readPolicyTests(folder, files)
  // The tests are the profile’s own: what an overlay adds is none of their business, and it can’t take anything away.
  const isWhole = overlay === undefined || tests.length === 0
  const profile = isWhole ? written.policy : loadPolicy({ folder, files })
  problems.push(...runPolicyTests(profile, tests))
  if (problems.length > 0) throw new PolicyError(problems)
  const seal = signers === null ? null : verifySeal({ folder, files, signers, profile: written.policy.profile.id, now })

  const amended = (amendments: readonly NamedAmendment[]): PreparedPolicy => {
    const { policy, warnings } = amendments.length === 0 ? written : check(amendments)
    // What people approve may not do what the policy’s tests say that nobody may.
    const broken = overlay === undefined && amendments.length > 0 ? runPolicyTests(policy, tests) : []
    if (broken.length > 0) throw new PolicyError(broken)
    return { policy, seal, warnings, tests: tests.length, amendments, leftOut: [], amended }
  }
  return withAllThatFit(amended, origin.amendments ?? [])
}

/**
 * Files come first: a technology that they bar, or a system that they take away, isn’t kept by an approval of yesterday,
 * and no approval keeps new files from coming into force.
 */
export function withAllThatFit(
  amended: (amendments: readonly NamedAmendment[]) => PreparedPolicy,
  amendments: readonly NamedAmendment[],
): PreparedPolicy {
  try {
    return amended(amendments)
  } catch (error) {
    if (!(error instanceof PolicyError) || amendments.length === 0) throw error
  }
  let fitting = amended([])
  const leftOut: NonNullable<PreparedPolicy['leftOut']>[number][] = []
  for (const one of amendments) {
    try {
      fitting = amended([...(fitting.amendments ?? []), one])
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      leftOut.push({ id: one.id, problems: error.problems })
    }
  }
  return { ...fitting, leftOut }
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
