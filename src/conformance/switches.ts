import type { PolicySet } from '../policy/policy-set.ts'

/** Configuration that turns a clause's behaviour on, as questions to the policy in force. */
export const SWITCHES = {
  'active-minutes': ({ quotas }: PolicySet) => quotas.some(({ activeMinutes }) => activeMinutes !== undefined),
} as const

export type SwitchName = keyof typeof SWITCHES
