import { openOperator } from './operator-access.ts'
import type { RecordsContext } from './records-context.ts'

/**
 * Writes down that somebody at the shell looks at what is recorded, before anything is shown (MO-04): through the gateway
 * that writes the folder, or under the writer's lock where none runs. Throws where it can't be written; then nothing is
 * shown.
 */
export async function recordTheLook(context: RecordsContext, look: Readonly<Record<string, string>>): Promise<void> {
  const operator = await openOperator(context)
  try {
    await operator.send('POST', '/api/v1/looks', look)
  } finally {
    await operator.close()
  }
}
