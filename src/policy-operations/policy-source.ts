import { readFileSync } from 'node:fs'
import type { NamedAmendment } from '../policy/amend.ts'
import { PolicyError } from '../policy/problem.ts'
import { preparePolicy } from './prepare-policy.ts'
import type { PreparedPolicy } from './prepared-policy.ts'
import { parseSigners, type Signers } from './signers.ts'

export interface PolicySourceOptions {
  readonly folder: string
  readonly overlay?: string
  readonly values?: Readonly<Record<string, string>>
  /** Null: the folder need not be signed. */
  readonly signersFile: string | null
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** A folder that a policy is read from, as often as it changes. */
export interface PolicySource {
  readonly folder: string
  /** Reads and checks everything, the signers file too; throws {@link PolicyError}. */
  prepare(amendments?: readonly NamedAmendment[]): PreparedPolicy
}

export function policySource({ signersFile, now, ...origin }: PolicySourceOptions): PolicySource {
  return {
    folder: origin.folder,
    prepare: (amendments = []) => {
      const signers = signersFile === null ? null : readSigners(signersFile)
      return preparePolicy({ ...origin, signers, now: now(), amendments })
    },
  }
}

/** Throws {@link PolicyError} where the file can’t be read or isn’t a signers file. */
export function readSigners(file: string): Signers {
  try {
    return parseSigners(readFileSync(file, 'utf8'))
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw new PolicyError([{ file, line: 1, column: 1, problem, mend: 'correct the signers file' }])
  }
}
