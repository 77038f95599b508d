import { readFileSync } from 'node:fs'
import { parseCheckpointText } from '../../core/checkpoint.ts'
import { parseSignedNote } from '../../core/signed-note.ts'
import type { PackageCounts, ProductionRow } from '../production-row.ts'
import { SEARCH_PLAN } from '../search-plan.ts'
import { batesLabel } from './chunk-rows.ts'
import type { BuildTerms } from './terms.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/**
 * The manifest up to its list of files: what the package is of, by whom, when. It alone has dates of the build. What counsel
 * alone may know is told in a legal process only, counts included.
 */
export function manifestHead(production: ProductionRow, terms: BuildTerms, counts: PackageCounts): string {
  const { mode } = production
  const isLegal = mode === 'legal-process'
  const { origin, size } = parseCheckpointText(parseSignedNote(production.checkpoint).text)
  const { released, withheld, privileged, notResponsive, destroyed, redactions, restored } = counts
  const hits = released + withheld + notResponsive + destroyed + (isLegal ? privileged : 0)
  const head = {
    statehouse_production: 1,
    production: production.id,
    request: production.requestNumber,
    number: production.number,
    mode,
    agency: production.agency,
    bates: {
      first: released === 0 ? null : batesLabel(production, 0),
      last: released === 0 ? null : batesLabel(production, released - 1),
      count: released,
    },
    scope: {
      frozen_at_entry: production.frozenAt,
      ...(isLegal ? { ranges: production.ranges } : {}),
    },
    search: searchOf(production),
    counts: {
      hits,
      released,
      withheld,
      ...(isLegal ? { privileged } : {}),
      not_responsive: notResponsive,
      destroyed_since: destroyed,
      redactions,
      restored,
    },
    log: { origin, checkpoint_size: size },
    policy: terms.policy,
    time_zone: terms.timezone,
    times: 'UTC, RFC 3339',
    offsets: 'UTF-16 code units of the released text',
    tool: { name: 'statehouse', version, node: process.versions.node },
    operator: { created_by: production.createdBy, built_by: production.builtBy },
    dates: { created: production.createdAt, built: production.builtAt },
  }
  return `${JSON.stringify(head).slice(0, -1)},"files":[`
}

/** How the scope was found: by which plan, which the log has in any case, and as the log was when. */
function searchOf({ search, frozenAt }: ProductionRow): object | null {
  if (search == null) return null
  const file = search.sha256 === null ? null : { path: SEARCH_PLAN, sha256: search.sha256 }
  return {
    plan: { entry: search.plan, file },
    run: search.run,
    begun: search.at,
    cut_off_at_entry: frozenAt,
    destroyed_before: search.gone,
  }
}
