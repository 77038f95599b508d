import { createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { createIdSource } from '#src/records/ids.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { openSecrets } from '#src/secrets.ts'
import { startProfile, stopProfile } from '../measure/profile.ts'
import { answer, settings } from './answer.ts'

export interface GatewaySettings {
  readonly upstream: string
  readonly issuer: string
  readonly audience: string
  readonly folder: string
  readonly profile: string
  readonly overlay: string
}

export interface GatewayHealth {
  readonly commits: number
  readonly entries: number
  readonly indexLag: number
  readonly open: number
}

/** The gateway as `serve` runs it: everything on, log lines written, records in a folder of its own. */
const { upstream, issuer, audience, folder, profile, overlay } = settings<GatewaySettings>()
const clock = { now: () => Date.now() }
const app = await createApp({
  config: readConfig({ STATEHOUSE_DATA: folder, STATEHOUSE_PORT: '0', STATEHOUSE_LOG_ORIGIN: 'bench.example/log' }),
  policy: loadPolicy({
    folder: profile,
    overlay,
    values: { ISSUER: issuer, AUDIENCE: audience, SANDBOX_ORIGIN: upstream, APPLICATION_ORIGIN: 'http://127.0.0.1:9' },
  }),
  secrets: openSecrets({}),
  recordKey: createKeyRing(),
  signingKey: signingKeyFromSeed('bench.example/log', Buffer.alloc(32, 7)),
  clock,
  ids: createIdSource(clock),
  demo: true,
})
const url = await app.server.listen({ host: '127.0.0.1', port: 0 })

answer(async (question) => {
  switch (question.kind) {
    case 'start':
      return url
    case 'health': {
      const { commits, entries, indexLag } = app.store.health()
      return { commits, entries, indexLag, open: app.registry.open.size } satisfies GatewayHealth
    }
    case 'memory':
      return process.memoryUsage()
    case 'profile':
      return startProfile()
    case 'profiled':
      return stopProfile(typeof question['file'] === 'string' ? question['file'] : null)
    case 'close':
      return app.close(1_000)
    default:
      throw new Error(`what is ${question.kind}?`)
  }
})
