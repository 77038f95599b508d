import type { Destroyed, DestroyOrder } from '../../core/destruction.ts'
import { StoreUnavailable } from '../../core/ports.ts'
import type { GroupCommit } from './group-commit.ts'

/** Has the writer destroy content, in its turn between two batches. Rejects with what the store has against it. */
export async function askDestruction(group: GroupCommit, order: DestroyOrder): Promise<Destroyed> {
  const reply = await group.link().ask({ kind: 'destroy', id: group.nextId(), order })
  if (reply.kind === 'destroyed') return reply.outcome
  if (reply.kind === 'failed' && reply.reason === 'fault') throw new Error(reply.message)
  throw new StoreUnavailable(reply.kind === 'failed' ? reply.reason : 'fault')
}
