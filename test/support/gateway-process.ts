import { flushCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { createIdSource } from '#src/records/ids.ts'
import { openSecrets } from '#src/secrets.ts'
import { changed } from './changed-policy.ts'
import { AUDIENCE, type GatewaySettings, keysOf } from './spawn-gateway.ts'

/** A gateway in a process of its own, to be killed or measured. Says where it listens, and on request its memory. */
const settings = JSON.parse(process.argv[2]!) as GatewaySettings
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const clock = { now: () => Date.now() }
const app = await createApp({
  config: readConfig({
    STATEHOUSE_DATA: settings.folder,
    STATEHOUSE_PORT: '0',
    STATEHOUSE_LOG_ORIGIN: 'test.example/log',
    STATEHOUSE_OPERATIONS: '127.0.0.1',
  }),
  policy: changed(
    loadPolicy({
      folder: 'policies/us-ms-its',
      overlay: 'policies/demo',
      values: {
        ISSUER: settings.issuer,
        AUDIENCE,
        SANDBOX_ORIGIN: settings.upstream,
        APPLICATION_ORIGIN: 'http://127.0.0.1:9',
      },
    }),
    // How many requests a machine makes before it is killed must not decide whether they are let through.
    (policy) => {
      policy.quotas = []
    },
  ),
  secrets: openSecrets({}),
  ...(await keysOf(settings)),
  clock,
  ids: createIdSource(clock),
  logStream: { write: () => undefined },
  demo: true,
})
process.on('message', (request) => {
  // What is kept, not what waits for a collection: how much of that there is depends on the machine.
  if (request === 'kept') collect()
  process.send!({ memory: process.memoryUsage() })
})
const url = await app.server.listen({ host: '127.0.0.1', port: 0 })
// A process that is killed keeps nothing for the next one, which would compile everything anew.
flushCompileCache()
process.send!({ url })
