import { userInfo } from 'node:os'
import type { EntryType } from '../core/record.ts'
import type { GatewayStore } from '../records/gateway-store.ts'
import { createIdSource } from '../records/ids.ts'
import { fileKeyVault, type KeyVault } from '../records/key-vault.ts'
import { openRecordStore } from '../records/open-record-store.ts'
import { type RecordsContext, shellInstance } from './records-context.ts'

const OWN = { agency: 'gateway', series: 'gateway', policy: 'none' }

/** Throws for a log in PostgreSQL: other gateways may be writing it, and nobody can tell from here that none does. */
export function assertEmbedded({ databaseUrl }: Pick<RecordsContext, 'databaseUrl'>, instead: string): void {
  if (databaseUrl != null) throw new Error(`not for a log in PostgreSQL yet: ${instead}`)
}

/** The log under the writer’s lock, for a command that writes down what it does. */
export interface LocalLog {
  readonly store: GatewayStore
  readonly vault: KeyVault
  /** One entry, as `os:<user>`; `body` is JSON. Resolves once it is durable. */
  write(type: EntryType, meta: Readonly<Record<string, unknown>>, body?: object): Promise<void>
  /** After a checkpoint that covers everything. */
  close(): Promise<void>
}

/** Throws `WriterLocked` while a gateway runs: stop it first. */
export async function openLocalLog(context: RecordsContext, vault = fileKeyVault(context)): Promise<LocalLog> {
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  const signingKey = await vault.signingKey()
  const store = await openRecordStore(context.databaseUrl ?? null, {
    folder: context.dataFolder,
    origin: signingKey.name,
    instance: shellInstance(context),
    recordKey: await vault.ring(),
    signingKey,
    clock,
    ids,
    own: OWN,
  })
  return {
    store,
    vault,
    async write(type, meta, body) {
      const by = `os:${context.env['SUDO_USER'] || userInfo().username}`
      const parts =
        body === undefined
          ? []
          : [{ name: 'body' as const, key: 'record' as const, bytes: Buffer.from(JSON.stringify(body)) }]
      await store.append({ ...OWN, id: ids.entryId(), type, meta: { ...meta, by }, parts })
    },
    async close() {
      try {
        await store.checkpoint()
      } finally {
        await store.close()
      }
    },
  }
}
