import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Principal } from '../core/principal.ts'
import { RECORDS_JUDGED } from '../core/records-request.ts'
import type { Refusal } from '../core/refusal-codes.ts'
import { isCounsel, maySealProduction } from '../policy/record-access.ts'
import { writeOr } from '../records/ledger.ts'
import { openTable, PRIVILEGE_LOG } from './build/assemble.ts'
import { SCOPE } from './build/build-package.ts'
import { CHUNKS } from './build/chunk-files.ts'
import { openPackage, PACKAGE_FILES } from './build/pieces.ts'
import { runTask } from './build/run-task.ts'
import { decidingTerms } from './build/terms.ts'
import { inputsDigest } from './decided.ts'
import { type LabelsRow, labelsEnd, labelsKey, nextLabel } from './labels.ts'
import {
  elsewhere,
  findProduction,
  folderOf,
  notYours,
  type ProductionParts,
  productionRefused,
  termsFor,
} from './production-parts.ts'
import {
  type Delivered,
  type DownloadRow,
  PRODUCTION,
  PRODUCTION_DOWNLOAD,
  PRODUCTION_LABELS,
  type ProductionRow,
} from './production-row.ts'
import { readScope } from './scope.ts'

/** A file that is ready to be handed over. */
export interface Delivery {
  readonly row: ProductionRow
  readonly content: Readable
  readonly bytes: number
  readonly name: string
  readonly type: string
}

/**
 * The second look: somebody else confirms that everything is decided and that the package is what was decided. Its
 * manifest's digest goes into the log, and from then on it is handed over (MS-24, MO-06).
 */
export async function sealProduction(
  parts: ProductionParts,
  id: string,
  manifest: string,
  caller: Principal,
  signal: AbortSignal,
): Promise<ProductionRow | Refusal> {
  const { ledger, clock } = parts
  const row = findProduction(parts, id, caller)
  if ('code' in row) return row
  if (!maySealProduction(parts.policy(), caller, row.mode)) return notYours('seal this production')
  if (row.status === 'sealed') return row
  const { build } = row
  if (row.status !== 'built' || build === null)
    return productionRefused('not-open', 'There is no package to seal.', 'Have it built first.')
  if (caller.key === row.createdBy || caller.key === row.builtBy)
    return productionRefused(
      'two-people',
      'You made this production; somebody else seals it.',
      'Ask a colleague who may.',
    )
  if (row.instance !== parts.instance) return elsewhere(row)
  if (manifest !== build.manifest)
    return productionRefused(
      'stale',
      'The digest isn’t that of the package’s manifest.',
      'Look at the production again.',
    )
  const folder = folderOf(parts, id)
  const terms = termsFor(parts, row.ranges)
  const task = { kind: 'check', production: row, after: null, limit: 1, forCounsel: true } as const
  const { uncoded, places } = await runTask({ place: parts.place, folder, terms, task }, signal)
  if (uncoded + places > 0)
    return productionRefused('undecided', 'Something is still to be decided.', 'Ask for what is undecided.')
  if ((await digestOf(folder)) !== build.sha256)
    return productionRefused('not-sound', 'The package on disk isn’t the one that was built.', 'Have it built again.')
  // Last, and without a pause before it is written: what is decided meanwhile counts.
  const labels = { kind: PRODUCTION_LABELS, key: labelsKey(row) }
  const judged = { kind: RECORDS_JUDGED, key: row.agency }
  const basis = [
    { kind: PRODUCTION, key: id, value: row },
    ...[labels, judged].map((one) => ({ ...one, value: ledger.state.get(one.kind, one.key) ?? null })),
  ]
  if (row.batesFirst !== nextLabel(ledger.state, row))
    return productionRefused(
      'stale',
      'Another production of this request has these labels by now.',
      'Have it built again.',
    )
  const digest = inputsDigest(ledger.state, row, decidingTerms(terms))
  for (const line of readScope(join(folder, SCOPE))) digest.add(line)
  if (digest.end() !== build.inputs)
    return productionRefused('stale', 'Something was decided since the package was built.', 'Have it built again.')
  const sealed: ProductionRow = {
    ...row,
    status: 'sealed',
    sealedBy: caller.key,
    sealedAt: new Date(clock.now()).toISOString(),
  }
  const act = {
    type: 'export' as const,
    agency: row.agency,
    actor: caller,
    meta: {
      action: 'production-sealed',
      production: id,
      request: row.request,
      mode: row.mode,
      manifest: build.manifest,
      package: build.sha256,
    },
    body: { production: id, manifest_sha256: build.manifest, package_sha256: build.sha256, counts: build.counts },
    state: [
      { kind: PRODUCTION, key: id, value: sealed },
      { ...labels, value: { production: id, next: labelsEnd(row) } satisfies LabelsRow },
    ],
    basis,
  }
  const written = await writeOr(ledger, act, () =>
    productionRefused('stale', 'Something was decided at the same moment.', 'Look at it, and seal it again.'),
  )
  return 'code' in written ? written : sealed
}

/** The package, or one of its logs; the download is an entry first. */
export async function deliver(
  parts: ProductionParts,
  id: string,
  what: Delivered,
  caller: Principal,
): Promise<Delivery | Refusal> {
  const row = findProduction(parts, id, caller)
  if ('code' in row) return row
  if (what === 'privilege-log' && !isCounsel(parts.policy(), caller)) return notYours('have the privilege log')
  if (row.status !== 'sealed')
    return productionRefused('not-sealed', 'Nothing leaves before it is sealed.', 'Have it sealed by somebody else.')
  if (row.instance !== parts.instance) return elsewhere(row)
  const folder = folderOf(parts, id)
  if (!existsSync(join(folder, PRIVILEGE_LOG)))
    return productionRefused(
      'destroyed',
      'Records of this package were destroyed, and the package with them.',
      'Make another production.',
    )
  const entry = parts.ids.entryId()
  const fetched: DownloadRow = { production: id, what, by: caller.key, at: new Date(parts.clock.now()).toISOString() }
  await parts.ledger.write({
    id: entry,
    type: 'access',
    agency: caller.agency,
    actor: caller,
    meta: { action: `download-${what}`, production: id, request: row.request, package: row.build?.sha256 ?? '' },
    state: [{ kind: PRODUCTION_DOWNLOAD, key: `${id}#${entry}`, value: fetched }],
  })
  const name = `production-${row.requestNumber}-${row.number}`.replace(/[^A-Za-z0-9.-]/g, '-')
  if (what === 'package') {
    const content = await openPackage(folder)
    return { row, content, bytes: row.build?.bytes ?? 0, name: `${name}.tar`, type: 'application/x-tar' }
  }
  const type = 'text/csv; charset=utf-8'
  if (what === 'exemption-log') {
    const { content, bytes } = await openTable(folder, 'exemption-log.csv', row.csvBom)
    return { row, content, bytes, name: `${name}-exemption-log.csv`, type }
  }
  const path = join(folder, PRIVILEGE_LOG)
  const { size } = await stat(path)
  return { row, content: createReadStream(path), bytes: size, name: `${name}-privilege-log.csv`, type }
}

/** Who has fetched a production's files, as far as somebody may know of these. */
export function downloadsOf({ ledger, policy }: ProductionParts, id: string, caller: Principal): DownloadRow[] {
  const all = [...ledger.state.all(PRODUCTION_DOWNLOAD).values()] as DownloadRow[]
  const forCounsel = isCounsel(policy(), caller)
  return all
    .filter(({ production, what }) => production === id && (forCounsel || what !== 'privilege-log'))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

/** What a disposition destroyed goes from packages too: those that were made before hold it still. */
export async function dropDestroyed(parts: ProductionParts): Promise<void> {
  for (const row of parts.ledger.state.all(PRODUCTION).values() as Iterable<ProductionRow>) {
    if (row.instance !== parts.instance || row.builtAt === null || row.status === 'building') continue
    const isHit = termsFor(parts, row.ranges).authorities.some(
      ({ finishedAt }) => finishedAt === null || finishedAt > row.builtAt!,
    )
    if (!isHit) continue
    const folder = folderOf(parts, row.id)
    for (const file of [PRIVILEGE_LOG, ...PACKAGE_FILES, CHUNKS])
      await rm(join(folder, file), { recursive: true, force: true })
  }
}

async function digestOf(folder: string): Promise<string> {
  const digest = createHash('sha256')
  for await (const piece of await openPackage(folder)) digest.update(piece as Buffer)
  return digest.digest('hex')
}
