/** State kind of what people say is transitory, by exchange. */
export const TRANSITORY = 'transitory'

/** What makes a record transitory, all of it together (MO-07; policy 2503, definitions). */
export const TRANSITORY_LIMBS = [
  'short_term_and_not_integral',
  'not_needed_for_functions',
  'not_regularly_filed',
  'no_statutory_duty',
  'kept_only_until_done',
] as const
export type TransitoryLimb = (typeof TRANSITORY_LIMBS)[number]

/** Who confirms it: the supervisor and Human Resources. */
export const CONFIRMERS = ['supervisor', 'hr'] as const
export type Confirmer = (typeof CONFIRMERS)[number]

export interface Confirmation {
  readonly by: string
  readonly agrees: boolean
  readonly reason: string
  readonly at: string
}

export interface TransitoryRow {
  readonly exchange: string
  readonly agency: string
  /** Unit at the time of the record: its supervisor is asked. */
  readonly unit: string
  readonly statedBy: string
  /** In the author's words: confirmers see this, and not the record. */
  readonly reason: string
  /** Calendar day on which the action that it served was complete. */
  readonly endedOn: string
  readonly at: string
  readonly confirmations: Readonly<Partial<Record<Confirmer, Confirmation>>>
  /** `confirmed` counts; anything else leaves the record in its own series. */
  readonly state: 'asked' | 'confirmed' | 'rejected' | 'reversed'
}
