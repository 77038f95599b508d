import type { PolicySet } from '../policy/policy-set.ts'

/** What of the law a person has still to confirm: asked for until it is done. */
export function undecidedOf({ recordsRequests }: PolicySet): { value: string; what: string }[] {
  const found: { value: string; what: string }[] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, inner] of Object.entries(value))
      if (name === 'undecided' && typeof inner === 'string') found.push({ value: path, what: inner })
      else walk(inner, path === '' ? name : `${path}.${name}`)
  }
  walk(recordsRequests, '')
  return found
}
