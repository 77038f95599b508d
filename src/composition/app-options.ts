import type { Config } from '../config.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { PolicySource } from '../policy-operations/policy-source.ts'
import type { PreparedPolicy, Seal } from '../policy-operations/prepared-policy.ts'
import type { KeyRing } from '../records/key-ring.ts'
import type { SigningKey } from '../records/signing-key.ts'
import type { Recognizer } from '../redaction/scan.ts'
import type { Secrets } from '../secrets.ts'

/** What the process gives: configuration, keys, policy, time. Everything else is made here. */
export interface AppOptions {
  readonly config: Config
  readonly policy: PolicySet
  /** Who signed that policy; absent or null: nobody. */
  readonly seal?: Seal | null
  /** Where it is read again from, when told to or when its files change; absent: it is read once. */
  readonly policySource?: PolicySource
  /** The same reading of its files with what was approved in the gateway beside them. */
  readonly amended?: PreparedPolicy['amended']
  /** A candidate that is asked beside the policy in force. */
  readonly shadowSource?: PolicySource
  readonly secrets: Secrets
  readonly recordKey: KeyRing
  readonly signingKey: SigningKey
  readonly clock: Clock
  readonly ids: IdSource
  readonly demo?: boolean
  readonly logLevel?: string
  /** Where log lines go; standard output when absent. */
  readonly logStream?: { write(line: string): void }
  /** Faults for tests: another worker for the store, a shorter bound. */
  readonly storeWorkerUrl?: URL
  readonly commitSlowMs?: number
  /** Recognizers that fail, and another worker for long texts. */
  readonly recognizers?: readonly Recognizer[]
  readonly scanWorkerUrl?: URL
}
