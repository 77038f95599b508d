import type { ComponentChildren } from 'preact'

/** Words of the policy that exist in English alone, such as names of systems: marked, so that they are read out as English. */
export function PolicyText({ children }: { children: ComponentChildren }) {
  return <span lang="en">{children}</span>
}
