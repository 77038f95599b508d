import { SUSPENSION_TARGETS, type SuspensionTarget } from '../core/suspension.ts'

/** `--system X`, `--all` and their like, for `parseArgs`. */
export const TARGET_OPTIONS = {
  system: { type: 'string' },
  vendor: { type: 'string' },
  client: { type: 'string' },
  purpose: { type: 'string' },
  unit: { type: 'string' },
  person: { type: 'string' },
  all: { type: 'boolean' },
} as const satisfies Record<SuspensionTarget, { type: 'string' | 'boolean' }>

/** The one thing that was named; null where none was, or more than one. */
export function namedTarget(
  values: Readonly<Record<string, unknown>>,
): { readonly target: SuspensionTarget; readonly value: string } | null {
  const named = SUSPENSION_TARGETS.filter((target) => values[target] !== undefined)
  const [target] = named
  if (target === undefined || named.length > 1) return null
  return { target, value: target === 'all' ? '' : String(values[target]) }
}
