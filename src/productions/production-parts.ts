import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { IndexRange } from '../core/destruction.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import type { LogReader, RecordReader } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { isCounsel, mayProduce, maySealProduction } from '../policy/record-access.ts'
import type { Ledger } from '../records/ledger.ts'
import type { LogPlace } from '../records/log-on-a-thread.ts'
import { SCOPE } from './build/build-package.ts'
import { type Authority, type BuildTerms, buildTerms } from './build/terms.ts'
import { standingOf } from './decided.ts'
import { isHidden } from './outcome.ts'
import { PRODUCTION, type ProductionRow } from './production-row.ts'
import { readScope, type ScopeLine } from './scope.ts'

export interface ProductionParts {
  readonly store: Pick<RecordReader, 'size' | 'exchange' | 'byId'> & Pick<LogReader, 'checkpoint'>
  readonly ledger: Ledger
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly ids: IdSource
  /** Where the log is, for the thread that builds. */
  readonly place: LogPlace
  /** Where packages are kept: each in a folder of its own. */
  readonly exports: string
  /** This gateway's name: packages lie on its disk. */
  readonly instance: string
  /** Dispositions that are under way or done: by what authority contents are gone. */
  readonly authorities: () => readonly Authority[]
  readonly fault: (what: string, error: unknown) => void
  /** Records of one chunk of a build. */
  readonly chunkSize?: number
}

/** Why a production can't be taken a step: the rule names which condition fails. */
export type ProductionBreach =
  | 'request'
  | 'not-open'
  | 'two-people'
  | 'undecided'
  | 'stale'
  | 'exemption'
  | 'pattern'
  | 'place'
  | 'decision'
  | 'hits'
  | 'not-sealed'
  | 'elsewhere'
  | 'destroyed'
  | 'not-sound'

export function productionRefused(rule: ProductionBreach, message: string, next: string): Refusal {
  return refusal('production_refused', { rule, message, next })
}

export function elsewhere({ instance }: ProductionRow): Refusal {
  return productionRefused('elsewhere', `Its files are on gateway ${instance}.`, 'Ask that gateway.')
}

export function unknownProduction(): Refusal {
  return refusal('route_not_governed', {
    clause: 'MO-06',
    rule: 'production',
    message: 'There is no such production for you.',
    next: 'Check the id.',
  })
}

export function notYours(what: string): Refusal {
  return refusal('audience_not_granted', {
    clause: 'MO-06',
    rule: 'access.yaml',
    message: `Your roles don’t let you ${what}.`,
    next: 'Ask a records officer or counsel.',
  })
}

/** Whether somebody knows that a production is there: who makes such ones, and who seals them. */
export function maySee(policy: PolicySet, caller: Principal, row: ProductionRow): boolean {
  if (row.agency !== caller.agency) return false
  return mayProduce(policy, caller, row.mode) || maySealProduction(policy, caller, row.mode)
}

export function findProduction(
  { ledger, policy }: ProductionParts,
  id: string,
  caller: Principal,
): ProductionRow | Refusal {
  const row = ledger.state.get(PRODUCTION, id) as ProductionRow | undefined
  return row !== undefined && maySee(policy(), caller, row) ? row : unknownProduction()
}

/** One that the caller may work on: made by roles of its mode, and not sealed or cancelled. */
export function openProduction(parts: ProductionParts, id: string, caller: Principal): ProductionRow | Refusal {
  const row = findProduction(parts, id, caller)
  if ('code' in row) return row
  if (!mayProduce(parts.policy(), caller, row.mode)) return notYours('change this production')
  if (row.status === 'sealed' || row.status === 'cancelled')
    return productionRefused('not-open', `This production is ${row.status}.`, 'Make another one of the same request.')
  if (row.status === 'building')
    return productionRefused('not-open', 'Its package is being built.', 'Wait for it, or cancel the build.')
  // Its scope and package lie on the disk of one gateway, which alone takes its steps, one after the other.
  return row.instance === parts.instance ? row : elsewhere(row)
}

export function folderOf({ exports }: ProductionParts, id: string): string {
  return join(exports, id)
}

/** The terms of now; of dispositions, those that touch the scope. */
export function termsFor({ policy, authorities }: ProductionParts, ranges: readonly IndexRange[]): BuildTerms {
  return buildTerms(
    policy(),
    authorities().filter(({ targets }) => targets.some((target) => ranges.some((range) => touches(target, range)))),
  )
}

function touches(a: IndexRange, b: IndexRange): boolean {
  return a[0] <= b[1] && b[0] <= a[1]
}

/** The scope as far as somebody may know of it, in the order of the log. Empty on a gateway that doesn't hold it. */
export function visibleScope(parts: ProductionParts, row: ProductionRow, caller: Principal): ScopeLine[] {
  const lines = scopeOf(join(folderOf(parts, row.id), SCOPE))
  if (isCounsel(parts.policy(), caller)) return lines
  return lines.filter((line) => !isHidden(standingOf(parts.ledger.state, row, line)))
}

/** Scopes that were read before, as long as there is room for them: a scope never changes. */
const known = new Map<string, WeakRef<ScopeLine[]>>()

function scopeOf(file: string): ScopeLine[] {
  const lines = known.get(file)?.deref()
  if (lines !== undefined) return lines
  if (!existsSync(file)) return []
  const read = readScope(file)
  known.set(file, new WeakRef(read))
  return read
}
