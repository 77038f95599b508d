import type { Principal } from '../../core/principal.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import type { PipelineParts } from '../stage.ts'

/** State kind of items that an answer gave out; the key is `principal key|item id`. */
export const RELEASED_ITEM = 'released-item'

/**
 * Clause MS-57: vendor memory is off, so a reference to an earlier item is replaced by that item as this gateway released
 * it to this caller. Anything else it could refer to isn't ours to send.
 */
export async function expandReferences(
  text: string,
  references: readonly { readonly id: string; readonly start: number; readonly end: number }[],
  principal: Principal,
  { state, items }: PipelineParts,
): Promise<string | Refusal> {
  let expanded = ''
  let at = 0
  for (const [index, { id, start, end }] of references.entries()) {
    const found = state.get(RELEASED_ITEM, `${principal.key}|${id}`) as { exchange?: string } | undefined
    const json = found?.exchange === undefined ? null : await items.released(found.exchange, id)
    if (json === null) {
      return refusal('vendor_memory_off', {
        rule: 'item-reference',
        detail: `item reference ${index + 1} of ${references.length}`,
        message: 'The request refers to an item that this gateway did not give you.',
      })
    }
    expanded += text.slice(at, start) + json
    at = end
  }
  return expanded + text.slice(at)
}
