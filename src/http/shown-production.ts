import type { PatternRow } from '../productions/production-row.ts'
import type { ShownProduction } from '../productions/productions.ts'
import type { ReviewedRecord } from '../productions/review.ts'

/** A production as the API tells of it: counts of what counsel alone may know go to counsel alone. */
export function shownProduction({ row, records, progress, patterns, isCounsel }: ShownProduction) {
  const { build } = row
  const { privileged, ...counts } = build?.counts ?? { privileged: 0 }
  return {
    id: row.id,
    request: row.request,
    request_number: row.requestNumber,
    number: row.number,
    mode: row.mode,
    status: row.status,
    reason: row.reason,
    frozen_at: row.frozenAt,
    records,
    bates_prefix: row.batesPrefix,
    bates_first: row.batesFirst,
    created_by: row.createdBy,
    created_at: row.createdAt,
    built_by: row.builtBy,
    built_at: row.builtAt,
    sealed_by: row.sealedBy,
    sealed_at: row.sealedAt,
    gateway: row.instance,
    fault: row.fault,
    progress:
      progress === null
        ? null
        : { phase: progress.phase, percent: progress.of === 0 ? 100 : Math.floor((100 * progress.done) / progress.of) },
    package:
      build === null
        ? null
        : {
            manifest_sha256: build.manifest,
            sha256: build.sha256,
            bytes: build.bytes,
            counts: isCounsel ? { ...counts, privileged } : counts,
          },
    patterns: patterns.map(shownPattern),
  }
}

export function shownPattern({ id, kind, find, exemption, hits, by, at, all }: PatternRow) {
  return { id, kind, find, exemption, hits, by, at, decided: all }
}

/** A record under review: what is known behind a placeholder isn’t shown, only that it is. */
export function shownRecord({ exchange, outcome, time, texts, judged }: ReviewedRecord) {
  return {
    exchange,
    outcome,
    time,
    parts: texts.map(({ part, text, atoms }) => ({
      part,
      text,
      placeholders: atoms.map(({ start, end, shown, value }) => ({ start, end, shown, restorable: value !== null })),
    })),
    redactions: judged.redactions,
    restored: judged.restored,
    open: judged.open,
  }
}
