import { PRODUCTION, type ProductionRow } from '#src/productions/production-row.ts'
import { readKeyRingFile } from '#src/records/key-ring.ts'
import { counsel, openProductionsBed } from './productions-bed.ts'

/**
 * A gateway that does nothing but go on with a production: prints how far it is and at last what came out, with the most
 * memory that the process took and had at its start, in MiB, and its CPU time in seconds.
 */
process.stdout.on('error', () => undefined)
const [folder, keyFile, chunkSize] = process.argv.slice(2)
const bed = await openProductionsBed({
  folder: folder!,
  ring: await readKeyRingFile(keyFile!),
  chunkSize: Number(chunkSize),
})
const id = [...bed.ledger.state.all(PRODUCTION).keys()].at(-1)!
const idle = Math.round(process.memoryUsage.rss() / 1_048_576)
bed.productions.builds.resume()
let last = ''
const watching = setInterval(() => {
  const { progress } = bed.productions.find(id, counsel) as { progress: object | null }
  const line = JSON.stringify(progress)
  if (line !== last) process.stdout.write(`${line}\n`)
  last = line
}, 10)
await bed.productions.builds.idle()
clearInterval(watching)
const built = bed.ledger.state.get(PRODUCTION, id) as ProductionRow
const { userCPUTime, systemCPUTime } = process.resourceUsage()
const cpu = Math.round((userCPUTime + systemCPUTime) / 1e6)
const mib = Math.round(process.resourceUsage().maxRSS / 1024)
process.stdout.write(`${JSON.stringify({ status: built.status, build: built.build, idle, mib, cpu })}\n`)
await bed.close()
