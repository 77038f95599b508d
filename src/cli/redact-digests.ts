import { createInterface } from 'node:readline'
import { listKey } from '../composition/derived-keys.ts'
import { entityName } from '../policy/schema/terms.ts'
import { type KeyRing, readKeyRingFile } from '../records/key-ring.ts'
import { listDigest } from '../redaction/lists/list-form.ts'
import type { RedactContext } from './redact.ts'

/** The digest of each line, for `digests` of a list in `recognizers.yaml`. Throws without the record key. */
export async function printDigests(entity: string, context: RedactContext): Promise<void> {
  if (!entityName.safeParse(entity).success) throw new Error('--digest: name an entity, such as person_name')
  const key = await listKeyOf(context.recordKeyFile ?? null)
  for await (const line of createInterface({ input: context.stdin, crlfDelay: Number.POSITIVE_INFINITY }))
    if (line.trim() !== '') context.stdout(listDigest(key, entity, line))
}

/** The key of listed digests, of the gateway's own key file. */
export async function listKeyOf(file: string | null): Promise<Buffer> {
  return listKey(await recordKeyOf(file))
}

export async function recordKeyOf(file: string | null): Promise<KeyRing> {
  if (file === null) throw new Error('the record key is needed: name its file in STATEHOUSE_RECORD_KEY')
  try {
    return await readKeyRingFile(file)
  } catch (error) {
    throw new Error('the record key can’t be read: name its file in STATEHOUSE_RECORD_KEY', { cause: error })
  }
}
