import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExchangeId } from '../../src/core/ids.ts'
import type { EntryDraft, EntryType } from '../../src/core/record.ts'
import type { GatewayStore } from '../../src/records/gateway-store.ts'
import { createIdSource } from '../../src/records/ids.ts'
import { createKeyRing } from '../../src/records/key-ring.ts'
import { signingKeyFromSeed } from '../../src/records/signing-key.ts'
import { openSqliteRecordStore } from '../../src/records/sqlite/sqlite-record-store.ts'
import type { StoreOptions } from '../../src/records/store-options.ts'

const clock = { now: () => Date.now() }
export const ids = createIdSource(clock)
export const recordKey = createKeyRing()
export const signingKey = signingKeyFromSeed('log.example.gov/ai', Buffer.alloc(32, 1))

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'records-'))
}

export function dropFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

export function openStore(folder: string, options: Partial<StoreOptions> = {}): Promise<GatewayStore> {
  return openSqliteRecordStore({
    folder,
    origin: signingKey.name,
    instance: 'gw-1',
    recordKey,
    signingKey,
    clock,
    ids,
    ...options,
  })
}

/** An entry of this type; a prompt or a terminal one belongs to `ref`. */
export function draft(type: EntryType, ref?: ExchangeId, more: Partial<EntryDraft> = {}): EntryDraft {
  return {
    id: ids.entryId(),
    type,
    ...(ref === undefined ? {} : { ref }),
    agency: 'MDOT',
    series: 'general',
    policy: '2026-11-01',
    meta: { user: 'jdoe', model: 'm1' },
    parts: [{ name: 'body', key: 'record', bytes: Buffer.from(`body of ${type}`) }],
    ...more,
  }
}
