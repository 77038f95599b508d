import type { RecordWriter } from '../core/ports.ts'
import type { Egress } from '../upstream/egress.ts'
import type { ReplyFormat } from './reply.ts'
import type { PipelineParts } from './stage.ts'

/** What the way to the upstream and back works with. */
export interface ConductParts extends PipelineParts {
  readonly egress: Egress
  readonly store: RecordWriter
  readonly format: ReplyFormat
  readonly credentialOf: (reference: string) => string | null
  readonly log: { error(details: object, message?: string): void }
}
