import { openOperatorAccess } from './operator-access.ts'
import type { OperatorAccess } from './operator-answer.ts'
import type { RecordsContext } from './records-context.ts'

/** A disposition is an officer's act, so the gateway has to know who it is: the machine's operator carries out none. */
export async function openRetentionAccess(context: RecordsContext): Promise<OperatorAccess> {
  if (!context.env['STATEHOUSE_URL'] || !context.env['STATEHOUSE_TOKEN_FILE'])
    throw new Error('set STATEHOUSE_URL and STATEHOUSE_TOKEN_FILE: dispositions go through the gateway, by an officer')
  return openOperatorAccess(context)
}
