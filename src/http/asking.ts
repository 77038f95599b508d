import type { Principal } from '../core/principal.ts'

/**
 * Who asks for records, and what for: a request of the API says the purpose and the matter in its headers, a page has them
 * from what somebody stated when their visit began. Everything that shows a record takes one of these.
 */
export interface Asking {
  readonly principal: Principal | null
  /** `ai-purpose` and `ai-matter` are read. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Why, in the asker’s words, where they were asked. */
  readonly reason?: string
}
