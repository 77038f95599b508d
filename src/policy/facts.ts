import type { DataClass, DecisionMode } from '../core/decision.ts'
import type { Principal } from '../core/principal.ts'
import type { SuspensionTarget } from '../core/suspension.ts'
import type { CatalogModel, CatalogSystem } from './policy-set.ts'
import type { PolicyWireId } from './schema/terms.ts'

export type PurposeSource = 'stated' | 'app-default' | 'profile-default'

/** What the call is for, and who said so. */
export interface PurposeFact {
  readonly id: string | null
  readonly source: PurposeSource
}

/** An emergency stop in force. `all` has no value. */
export interface Suspension {
  readonly target: SuspensionTarget
  readonly value: string
  /** Told to whoever is stopped. */
  readonly reason?: string
  /** A version that nobody has accepted (MS-54); absent: somebody ordered it. */
  readonly because?: 'version'
}

/** Everything that a decision about one exchange rests on. Nothing else is looked at: same facts and policy, same answer. */
export interface Facts {
  readonly principal: Principal
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly system: CatalogSystem
  readonly model: CatalogModel
  readonly wire: PolicyWireId
  readonly purpose: PurposeFact
  readonly dataClass: {
    /** `AI-Data-Class`; null where nothing was said. */
    readonly declared: DataClass | null
    /** Highest class that the inspection found in the content as it was received, before any redaction. */
    readonly detected: DataClass
  }
  /** `AI-Decision-Mode`; null where nothing was said: then the purpose's own mode holds. */
  readonly decisionMode: DecisionMode | null
  /** How many of each entity were found in the content as it was received. */
  readonly entities: Readonly<Record<string, number>>
  /** Of those, the entities of which every value was told by a word nearby alone; absent: none. */
  readonly labelled?: readonly string[]
  /** Kinds of content that no detector read (`image`, `tokens`, …), each at most once. */
  readonly unscannable: readonly string[]
  /** Request fields that are open only by the catalog's grant; fields that the wire governs by itself aren't listed. */
  readonly fields: readonly string[]
  /** A signed-in person is present, with their own token. */
  readonly attended: boolean
  readonly suspensions: readonly Suspension[]
  /** Rules of `acceptable-use.yaml` whose wording was found; those that are only coached about never stand here. */
  readonly uses?: readonly string[]
  /** Where the system's licence counts seats: how many people have one, and whether the caller is among them. */
  readonly seats?: { readonly taken: number; readonly own: boolean }
  /** The highest class that the person may send from a device that isn't compliant; null or absent: no ceiling. */
  readonly classCeiling?: DataClass | null
}
