import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Logger } from 'pino'
import { type Config, ConfigError } from '../config.ts'
import type { Clock } from '../core/ids.ts'
import type { RecordStore } from '../core/ports.ts'
import { type NoteVerifier, parseVerifierKey } from '../core/signed-note.ts'
import type { EvidenceStatus } from '../http/routes/health.ts'
import { type Mirror, startMirror } from '../records/mirror.ts'
import { isObjectAddress, parseObjectAddress } from '../records/objects/object-address.ts'
import type { WitnessFetch } from '../records/outside/ask-witness.ts'
import { createOutsideCopies } from '../records/outside/outside-copies.ts'
import { parseWitnessPolicy } from '../records/outside/witness-policy.ts'
import type { SigningKey } from '../records/signing-key.ts'
import type { Secrets } from '../secrets.ts'

const MIRROR_WORKER = new URL('../records/sqlite/mirror-worker.ts', import.meta.url)
const OBJECT_MIRROR_WORKER = new URL('../records/sqlite/object-mirror-worker.ts', import.meta.url)

/** The longest that anchor and witnesses are waited for at the end, milliseconds. */
const LAST_WORD_MS = 2_000

/** As often as checkpoints are signed, milliseconds. */
const PUBLISH_EVERY_MS = 1_000

export interface EvidenceParts {
  readonly config: Pick<Config, 'anchor' | 'witnesses' | 'mirror' | 'data' | 'logOrigin' | 'caFile'>
  readonly store: RecordStore
  readonly signingKey: SigningKey
  readonly fetch: WitnessFetch
  readonly secrets: Pick<Secrets, 'credential'>
  readonly clock: Clock
  readonly log: Logger
}

/** What makes the records believable beyond this machine: the anchor, the witnesses, the second disk. */
export interface Evidence {
  status(): EvidenceStatus
  /** The newest checkpoint, with the witnesses’ signatures where they are fresh. */
  checkpoint(): Promise<string>
  /** Gives the last checkpoint and the last records away, then ends. The store is still open. */
  close(): Promise<void>
}

/** Throws `StoreBehind` when anchor or witness have seen another log than the store has; nothing was written then. */
export async function openEvidence(parts: EvidenceParts): Promise<Evidence> {
  const { config, store, signingKey, fetch, clock, log } = parts
  const outside = createOutsideCopies({
    log: store,
    origin: config.logOrigin,
    verifiers: logKeys(signingKey),
    anchorFile: config.anchor,
    policy: config.witnesses === null ? null : parseWitnessPolicy(readFileSync(config.witnesses, 'utf8')),
    fetch,
    clock,
  })
  await outside.assertNotBehind()
  const mirror: Mirror | null = config.mirror === null ? null : openMirror(config.mirror, parts)
  const faults = new Map<string, string>()
  let publishing: Promise<void> | null = null

  /** One round at a time: a witness that is slow makes the next one later, not more of them. */
  function publish(): Promise<void> {
    publishing ??= outside.publish().finally(() => {
      publishing = null
      tellFaults()
    })
    return publishing
  }

  /** Each once, when it begins and when it is over. */
  function tellFaults(): void {
    const { anchor, witnesses } = outside.status()
    for (const [name, fault] of [
      ['anchor', anchor?.fault ?? null],
      ['mirror', mirror?.status().fault ?? null],
      ...witnesses.map((witness) => [witness.name, witness.fault] as const),
    ] as const) {
      if (fault === (faults.get(name) ?? null)) continue
      if (fault === null) faults.delete(name)
      else faults.set(name, fault)
      log[fault === null ? 'info' : 'warn']({ event: 'evidence', of: name, fault })
    }
  }

  const ticking = setInterval(() => void publish(), PUBLISH_EVERY_MS)
  return {
    status: () => ({ ...outside.status(), mirror: mirror?.status() ?? null }),
    checkpoint: async () => outside.cosigned() ?? store.checkpoint(),
    async close() {
      clearInterval(ticking)
      // A round that was under way had an older checkpoint. Witnesses that don’t answer aren’t waited for.
      await Promise.race([publish().then(publish), once(AbortSignal.timeout(LAST_WORD_MS), 'abort')])
      await mirror?.close()
    },
  }
}

/** A folder on a second disk, or an object store. */
function openMirror(mirror: string, { config, store, secrets }: EvidenceParts): Mirror {
  const { data: dataFolder, caFile } = config
  const size = (): number => store.health().size
  if (!isObjectAddress(mirror)) return startMirror(MIRROR_WORKER, { dataFolder, mirrorFolder: mirror }, size)
  try {
    const address = parseObjectAddress(mirror)
    const objects = { address, credential: secrets.credential(address.credential) ?? '', caFile }
    return startMirror(OBJECT_MIRROR_WORKER, { dataFolder, objects }, size)
  } catch (error) {
    throw new ConfigError([`STATEHOUSE_MIRROR: ${(error as Error).message}`])
  }
}

/** Keys by which the log’s own signatures are known: the one in use, and the one before it. */
export function logKeys({ vkey, before }: SigningKey): NoteVerifier[] {
  return [vkey, ...(before === undefined ? [] : [before.vkey])].map(parseVerifierKey)
}
