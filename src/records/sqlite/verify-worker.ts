import { workerData } from 'node:worker_threads'
import { type ExaminedParts, examineParts } from '../verify-entry.ts'
import { openLogFolder } from './log-folder.ts'
import { AHEAD_MAX, isHelpers, SHARE, type ShareResult, type VerifyHelperSettings } from './verify-helper.ts'

const { folder, recordKey, from, size, results, counts } = workerData as VerifyHelperSettings
const shared = new Int32Array(counts)
const log = openLogFolder(folder)

const isStopped = (): boolean => Atomics.load(shared, 2) === 1

try {
  for (let first = Math.floor(from / SHARE) * SHARE; first < size; first += SHARE) {
    if (isStopped()) break
    if (!isHelpers(first)) continue
    const examined: [number, ExaminedParts][] = []
    for (const raw of log.entries(Math.max(first, from), true)) {
      if (raw.index >= first + SHARE || isStopped()) break
      const parts = examineParts(raw, recordKey)
      if (parts !== null) examined.push([raw.index, parts])
    }
    results.postMessage({ share: first / SHARE, examined } satisfies ShareResult)
    const number = Atomics.add(shared, 0, 1) + 1
    Atomics.notify(shared, 0)
    // Not further ahead than memory allows.
    for (let taken = Atomics.load(shared, 1); number - taken >= AHEAD_MAX; taken = Atomics.load(shared, 1))
      Atomics.wait(shared, 1, taken)
  }
} catch (error) {
  Atomics.store(shared, 0, -1)
  Atomics.notify(shared, 0)
  throw error
} finally {
  log.close()
}
