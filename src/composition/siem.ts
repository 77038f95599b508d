import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { KeyRing } from '../records/key-ring.ts'
import { openSiem, type SinkStatus } from '../siem/siem-link.ts'
import type { SiemOrders } from '../siem/siem-messages.ts'
import type { SinkSettings } from '../siem/sink.ts'
import { siemPseudonymKey } from './derived-keys.ts'

/** How soon a reloaded policy is followed, milliseconds. */
const LOOK_MS = 1_000

export interface SiemParts {
  readonly config: Pick<Config, 'data' | 'databaseUrl' | 'instance' | 'caFile'>
  readonly recordKey: KeyRing
  readonly policy: () => PolicySet
  readonly credentialOf: (reference: string) => string | null
  readonly log: Logger
}

/** Security events, out of the gateway as the policy says. */
export interface Siem {
  status(size: number): readonly SinkStatus[]
  close(): Promise<void>
}

/** Throws, naming the reference only, where a sink’s credential can’t be had. */
export function startSiem({ config, recordKey, policy, credentialOf, log }: SiemParts): Siem {
  const { data: folder, databaseUrl, instance, caFile } = config
  const ca = caFile === null ? [] : [...rootCertificates, readFileSync(caFile, 'utf8')]
  const pseudonymKey = siemPseudonymKey(recordKey)
  const link = openSiem({ folder, databaseUrl, recordKey, pseudonymKey, instance, ca }, (error) =>
    log.error({ event: 'siem.fault', fault: error instanceof Error ? error.message : typeof error }),
  )
  let followed = ''
  const follow = (): void => {
    const inForce = policy()
    if (inForce.digest === followed) return
    link.follow(ordersOf(inForce, credentialOf))
    followed = inForce.digest
  }
  follow()
  const looking = setInterval(follow, LOOK_MS).unref()
  return {
    status: (size) => link.status(size),
    async close() {
      clearInterval(looking)
      await link.close()
    },
  }
}

function ordersOf({ siem, systems }: PolicySet, credentialOf: SiemParts['credentialOf']): SiemOrders {
  return {
    person: siem.person,
    sinks: siem.sinks.map(({ id, form, events, from, to }): SinkSettings => {
      const target =
        to.kind === 'https'
          ? { kind: to.kind, url: to.url, authorization: `${to.scheme} ${credentialOf(to.credential)}` }
          : { ...to }
      return { id, form, events: [...events], from, to: target }
    }),
    providers: Object.fromEntries(systems.map(({ id, vendor }) => [id, vendor.name])),
  }
}
