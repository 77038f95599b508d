import type { Claims } from './compact-token.ts'
import { TokenRefused } from './token-refused.ts'
import type { Trust, TrustedIssuer } from './trust.ts'

/**
 * Agency and unit of a subject: of the lines of `units.yaml` that fit, the one that names most claims. Two that name
 * equally many but different units are a contradiction, and no line is no membership: both are refused.
 */
export function unitOf(
  claims: Claims,
  issuer: TrustedIssuer,
  { units }: Trust,
): { readonly agency: string; readonly unit: string } {
  const fitting = units.membership.filter(
    (line) => line.issuer === issuer.id && Object.entries(line.claims).every(([name, value]) => claims[name] === value),
  )
  const most = Math.max(-1, ...fitting.map((line) => Object.keys(line.claims).length))
  const found = new Set(fitting.filter((line) => Object.keys(line.claims).length === most).map((line) => line.unit))
  const [unitId] = found
  const unit = found.size === 1 ? units.units.find(({ id }) => id === unitId) : undefined
  if (unit === undefined) throw new TokenRefused('unit')
  return { agency: unit.agency, unit: unit.id }
}
