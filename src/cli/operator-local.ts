import { createRegistry } from '../core/registry.ts'
import { readContract } from '../http/contract.ts'
import { operatorApi } from '../http/operator-api.ts'
import { INCIDENT } from '../pipeline/use-after-revocation.ts'
import { createDeactivation } from '../provisioning/deactivation.ts'
import { STANDING_STATE } from '../provisioning/state-kinds.ts'
import { createIdSource } from '../records/ids.ts'
import { readKeyRingFile } from '../records/key-ring.ts'
import { createLedger } from '../records/ledger.ts'
import { openRecordStore } from '../records/open-record-store.ts'
import { readSigningKeyFile } from '../records/signing-key.ts'
import { loadStateCache } from '../records/state-cache.ts'
import { accepted, type OperatorAccess } from './operator-answer.ts'
import { type RecordsContext, shellInstance } from './records-context.ts'

const OWN = { agency: 'gateway', series: 'gateway', policy: 'none' }

/**
 * With no gateway running: the data folder itself, under the writer's lock, by the very routes that a running gateway has.
 * What is ordered is in force from the gateway's next start. Throws `WriterLocked` when a process holds the folder.
 */
export async function openOperatorLocally(
  context: RecordsContext,
  headers: Readonly<Record<string, string>>,
): Promise<OperatorAccess> {
  const clock = { now: () => Date.now() }
  const ids = createIdSource(clock)
  const signingKey = await readSigningKeyFile(context.logKeyFile)
  const store = await openRecordStore(context.databaseUrl ?? null, {
    folder: context.dataFolder,
    origin: signingKey.name,
    instance: shellInstance(context),
    recordKey: await readKeyRingFile(context.recordKeyFile),
    signingKey,
    clock,
    ids,
    own: OWN,
  })
  const state = await loadStateCache(store, [...STANDING_STATE, INCIDENT])
  const ledger = createLedger(store, state, ids, () => ({ version: OWN.policy, series: OWN.series }))
  const app = await operatorApi({
    ledger,
    agency: OWN.agency,
    contract: readContract(new URL('../../openapi.yaml', import.meta.url)),
    deactivation: createDeactivation({
      ledger,
      registry: createRegistry(),
      clock,
      agency: OWN.agency,
      forget: () => undefined,
      observeLag: () => undefined,
    }),
    policy: () => {
      throw new Error('an operator’s order asks no policy')
    },
    unknownName: () => null,
    policyVersion: () => OWN.policy,
    newId: () => ids.entryId(),
    clock,
    log: null,
  })
  return {
    async send(method, path, body) {
      const answer = await app.inject({ method, url: path, headers, ...(body === undefined ? {} : { payload: body }) })
      return accepted(answer.statusCode, answer.body)
    },
    async close() {
      await app.close()
      await store.close()
    },
  }
}
