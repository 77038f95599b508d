import type { ExchangeId } from '../core/ids.ts'
import { readJson } from '../core/read-json.ts'
import { formatDecision } from '../policy/format-decision.ts'
import { ARCHIVED_POLICY, type ArchivedAt, restorePolicy } from '../policy-operations/archive.ts'
import { explainRecord, type RecordedDecision } from '../policy-operations/explain-record.ts'
import { readKeyRingFile } from '../records/key-ring.ts'
import { openMetaFolder } from '../records/sqlite/meta-folder.ts'
import type { LocalReader } from '../records/sqlite/record-reader.ts'
import { withLogFolder } from './log-folder.ts'
import { recordTheLook } from './record-the-look.ts'
import type { RecordsContext } from './records-context.ts'

/** Exit 0 when the decision on record is made again, 1 when not or when the record has none. */
export async function explainRecorded(id: string, isJson: boolean, context: RecordsContext): Promise<0 | 1> {
  await recordTheLook(context, { action: 'explain', record: id })
  return await withLogFolder(context, (dataFolder) => explainFrom(dataFolder, id, isJson, context))
}

async function explainFrom(dataFolder: string, id: string, isJson: boolean, context: RecordsContext): Promise<0 | 1> {
  const folder = openMetaFolder(dataFolder, await readKeyRingFile(context.recordKeyFile))
  try {
    const entry = folder.reader
      .exchange(id as ExchangeId)
      .find(({ parts }) => parts['meta'] && metaOf(parts['meta']).facts)
    if (entry === undefined) {
      context.stdout(`${id}: no decision is on record here`)
      return 1
    }
    const { pol } = JSON.parse(entry.entry) as { pol: string }
    const policy = archived(folder.reader, pol)
    if (policy === null) {
      context.stdout(`${id}: policy ${pol} is not in the log`)
      return 1
    }
    const explained = explainRecord(policy, metaOf(entry.parts['meta']!))
    if (explained.kind === 'no-facts') {
      context.stdout(`${id}: policy ${pol} has no such system; the record was altered`)
      return 1
    }
    const { decision, differences } = explained
    const receipt = { ...decision, policy: { version: policy.version, digest: policy.digest }, record: id, differences }
    if (isJson) context.stdout(JSON.stringify(receipt))
    else {
      context.stdout(`${formatDecision(decision)}\npolicy ${policy.version}`)
      context.stdout(differences.length === 0 ? 'the same as recorded' : 'NOT the same as recorded')
      for (const difference of differences) context.stdout(`  ${difference}`)
    }
    return differences.length === 0 ? 0 : 1
  } finally {
    folder.close()
  }
}

function metaOf(meta: Buffer): RecordedDecision {
  return readJson(meta.toString()) as RecordedDecision
}

/** By its version, which is the head of its digest, or by all of it. */
export function archived(reader: LocalReader, version: string): ReturnType<typeof restorePolicy> | null {
  const row = reader.state(ARCHIVED_POLICY).find(({ key }) => key.startsWith(version))
  const kept = row === undefined ? null : reader.byId((row.value as ArchivedAt).entry)?.parts['body']
  return kept ? restorePolicy(kept, row!.key) : null
}
