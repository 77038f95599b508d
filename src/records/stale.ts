import type { StateMoved } from '../core/ports.ts'
import type { StateBasis } from '../core/record.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'

/**
 * What somebody is told whom another one forestalled, with what is otherwise since.
 * @param basis the row that they saw.
 * @param members of it, those that whoever acts on it may know of.
 */
export function stale(
  { rows }: StateMoved,
  basis: StateBasis,
  { clause, members }: { readonly clause: string; readonly members: readonly string[] },
): Refusal {
  const now = rows.find(({ kind, key }) => kind === basis.kind && key === basis.key)
  const detail = now === undefined ? '' : differences(basis.value, now.value, members).join('; ')
  return refusal('conflict', {
    clause,
    rule: 'stale',
    message: 'Somebody else changed this at the same moment.',
    next: 'Look at it as it is now, and decide again. Nothing of yours was done.',
    ...(detail === '' ? {} : { detail }),
  })
}

function differences(before: unknown, now: unknown, members: readonly string[]): string[] {
  const [old, next] = [before ?? {}, now ?? {}] as Record<string, unknown>[]
  return members.flatMap((name) => {
    const [was, is] = [said(old![name]), said(next![name])]
    return was === is ? [] : [`${name}: ${was} → ${is}`]
  })
}

/** A list by how long it is: what is in it is looked at where it is shown. */
function said(value: unknown): string {
  if (value === undefined || value === null) return 'none'
  if (Array.isArray(value)) return String(value.length)
  return typeof value === 'object' ? 'given' : String(value)
}
