import { join } from 'node:path'
import { SEARCH_EXPORT, type SearchExportRow } from '#src/productions/search-exports/export-row.ts'
import { createSearchExports } from '#src/productions/search-exports/search-exports.ts'
import { readKeyRingFile } from '#src/records/key-ring.ts'
import { createLedger } from '#src/records/ledger.ts'
import { RECORD_STATE } from '#src/records/record-state.ts'
import { loadStateCache } from '#src/records/state-cache.ts'
import { demoPrincipal } from './facts.ts'
import { loadDemoPolicy } from './policies.ts'
import { ids, openStore } from './record-store.ts'

/**
 * A gateway that does nothing but export a search: orders it where nobody has, goes on with it where somebody did. Prints the
 * rows that are written, then what came out, with the most memory that the process took and had at its start, in MiB.
 */
process.stdout.on('error', () => undefined)
const [folder, keyFile, chunkRows, query] = process.argv.slice(2) as [string, string, string, string]
const store = await openStore(folder, { recordKey: await readKeyRingFile(keyFile) })
while (store.health().indexLag > 0) await new Promise((done) => setTimeout(done, 50))
const policy = loadDemoPolicy()
const ledger = createLedger(store, await loadStateCache(store, [...RECORD_STATE, SEARCH_EXPORT]), ids, () => ({
  version: '1',
  series: 'ms-unscheduled',
}))
const auditor = demoPrincipal({ subject: 'auditor', roles: ['staff', 'auditor'], unit: 'ITS-AUDIT' })
const exports = createSearchExports({
  store,
  ledger,
  policy: () => policy,
  clock: { now: () => Date.now() },
  ids,
  folder: join(folder, 'search-exports'),
  instance: 'gw-1',
  destroyedSince: () => false,
  fault: (_what, error) => process.stderr.write(`${String(error)}\n`),
  chunkRows: Number(chunkRows),
})
const idle = Math.round(process.memoryUsage.rss() / 1_048_576)
const began = performance.now()
let id = [...ledger.state.all(SEARCH_EXPORT).keys()].at(-1)
if (id === undefined) {
  const order = { query, upTo: await store.size(), purpose: 'audit', matter: 'engagement 14', reason: 'yearly review' }
  const row = await exports.begin(order, auditor)
  if ('code' in row) throw new Error(row.message)
  id = row.id
} else exports.resume()
let last = -1
const watching = setInterval(() => {
  const rows = exports.progress(id) ?? last
  if (rows !== last) process.stdout.write(`${JSON.stringify({ rows })}\n`)
  last = rows
}, 5)
await exports.idle()
clearInterval(watching)
const row = ledger.state.get(SEARCH_EXPORT, id) as SearchExportRow
const seconds = Math.round((performance.now() - began) / 100) / 10
const mib = Math.round(process.resourceUsage().maxRSS / 1024)
process.stdout.write(`${JSON.stringify({ row, idle, mib, seconds })}\n`)
await exports.stop()
await store.close()
