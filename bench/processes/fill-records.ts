import { parseArgs } from 'node:util'
import { createKeyRingFile, readKeyRingFile } from '../../src/records/key-ring.ts'
import { createSigningKeyFile, readSigningKeyFile } from '../../src/records/signing-key.ts'
import { fillRecords } from '../../test/support/fill-records.ts'

/**
 * Fills a data folder for the demo to be started over: `npm run fill -- --data ./data/demo --records 100000 --days 300`, then `npm start`. Made-up people, the same each time.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: './data/demo' },
    records: { type: 'string', default: '100000' },
    days: { type: 'string', default: '300' },
  },
})
const made = async <T>(read: () => Promise<T>, make: () => Promise<T>): Promise<T> => read().catch(make)
const keys = `${values.data}/keys`
const signingKey = await made(
  () => readSigningKeyFile(`${keys}/log-signing-key.json`),
  () => createSigningKeyFile(`${keys}/log-signing-key.json`, 'statehouse.local/ai'),
)
const recordKey = await made(
  () => readKeyRingFile(`${keys}/record-key.json`),
  () => createKeyRingFile(`${keys}/record-key.json`),
)
const began = performance.now()
const count = await fillRecords({
  folder: values.data,
  recordKey,
  signingKey,
  records: Number(values.records),
  days: Number(values.days),
  now: Date.now() - 60_000,
})
process.stdout.write(`${count} exchanges in ${Math.round((performance.now() - began) / 1_000)} s: ${values.data}\n`)
