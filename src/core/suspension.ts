/** State kind of suspensions; the key is `target:value`, or `all:`. The emergency stop of clause MS-31. */
export const SUSPENSION = 'suspension'

/** What can be suspended, and how a request stands to it. */
export interface SuspensionScope {
  readonly system: string
  readonly vendor: string
  readonly client: string
  readonly unit: string
  readonly purpose: string | null
}

export interface SuspensionInForce {
  readonly target: 'system' | 'vendor' | 'client' | 'purpose' | 'unit' | 'all'
  readonly value: string
}

/** The suspensions that hit a request, of those in force (`SUSPENSION` rows by key). */
export function suspensionsInForce(inForce: ReadonlyMap<string, unknown>, scope: SuspensionScope): SuspensionInForce[] {
  if (inForce.size === 0) return []
  const candidates: SuspensionInForce[] = [
    { target: 'all', value: '' },
    { target: 'system', value: scope.system },
    { target: 'vendor', value: scope.vendor },
    { target: 'client', value: scope.client },
    { target: 'unit', value: scope.unit },
  ]
  if (scope.purpose !== null) candidates.push({ target: 'purpose', value: scope.purpose })
  return candidates.filter(({ target, value }) => inForce.has(`${target}:${value}`))
}
