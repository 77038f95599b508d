import { DATA_CLASSES, type DataClass } from '../core/decision.ts'
import type { SubjectType } from '../core/principal.ts'
import { coversClass } from '../policy/grants.ts'
import type { CatalogSystem, Grant, PolicySet } from '../policy/policy-set.ts'

/** One thing that somebody may do: this system, for this purpose, with data of this class. */
export interface Cell {
  readonly system: string
  readonly agency: string
  readonly unit: string
  readonly subjectType: SubjectType
  readonly purpose: string
  readonly dataClass: DataClass
  /** Only these people, with one of these roles, or through one of these apps, until a day; empty: anybody, always. */
  readonly condition: string
}

/** Everything that a policy permits, a cell each, by key. What is suspended, retired or not routable permits nothing. */
export function cellsOf(policy: PolicySet): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  for (const system of policy.systems) {
    if (system.approval.status !== 'active' || !system.routable || system.prohibitedBy !== null) continue
    for (const grant of system.grants)
      for (const cell of cellsOfGrant(policy, system, grant)) cells.set(keyOf(cell), cell)
  }
  return cells
}

/** What `after` permits and `before` doesn’t, and the other way round. */
export function compareCells(before: PolicySet, after: PolicySet): { gained: Cell[]; lost: Cell[] } {
  const [old, next] = [cellsOf(before), cellsOf(after)]
  return {
    gained: [...next].filter(([key]) => !old.has(key)).map(([, cell]) => cell),
    lost: [...old].filter(([key]) => !next.has(key)).map(([, cell]) => cell),
  }
}

function* cellsOfGrant(policy: PolicySet, system: CatalogSystem, grant: Grant): Generator<Cell> {
  const units = policy.units.units.filter(
    (unit) =>
      (grant.agencies === undefined || grant.agencies.includes(unit.agency)) &&
      (grant.units === undefined || grant.units.includes(unit.id)),
  )
  const purposes = grant.purposes.flatMap((id) => policy.purposes[id] ?? [])
  const classes = DATA_CLASSES.filter((dataClass) => coversClass(grant, dataClass))
  const condition = conditionOf(grant)
  for (const unit of units)
    for (const subjectType of grant.subjectTypes)
      for (const purpose of purposes)
        if (purpose.subjectTypes.includes(subjectType))
          for (const dataClass of classes)
            yield {
              system: system.id,
              agency: unit.agency,
              unit: unit.id,
              subjectType,
              purpose: purpose.id,
              dataClass,
              condition,
            }
}

function conditionOf(grant: Grant): string {
  return [
    ...(grant.people === undefined
      ? []
      : [`only ${grant.people.map(({ issuer, subject }) => `${subject} (${issuer})`).join(' and ')}`]),
    ...(grant.roles === undefined ? [] : [`with role ${grant.roles.join(' or ')}`]),
    ...(grant.clients === undefined ? [] : [`through ${grant.clients.join(' or ')}`]),
    ...(grant.until === undefined ? [] : [`until ${grant.until}`]),
  ].join(', ')
}

function keyOf(cell: Cell): string {
  return [cell.system, cell.unit, cell.subjectType, cell.purpose, cell.dataClass, cell.condition].join('\0')
}
