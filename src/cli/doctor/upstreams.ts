import { readFileSync } from 'node:fs'
import { connect as connectPlain } from 'node:net'
import { connect as connectTls, rootCertificates } from 'node:tls'
import type { CatalogSystem } from '../../policy/policy-set.ts'
import { type DoctorCheck, fail, ok, reasonOf } from './check.ts'

const TIMEOUT_MS = 5_000

/** Each upstream answers and proves its identity. */
export const upstreams: DoctorCheck = {
  name: 'upstream TLS',
  needs: ['config', 'policy'],
  run({ config, policy }) {
    return Promise.all(
      policy!.systems
        .filter((system) => system.routable && system.approval.status === 'active')
        .map((system) =>
          reach(
            system,
            [config!.caFile, system.upstream.caFile].filter((file) => file !== null),
          ).then(
            (how) => ok(`${system.id}: ${how}`),
            (error: unknown) => fail(`${system.id}: ${system.upstream.origin} (${reasonOf(error)})`),
          ),
        ),
    )
  },
}

function reach(system: CatalogSystem, caFiles: readonly string[]): Promise<string> {
  const url = new URL(system.upstream.origin)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  return new Promise((resolve, reject) => {
    const ca =
      caFiles.length === 0 ? {} : { ca: [...rootCertificates, ...caFiles.map((file) => readFileSync(file, 'utf8'))] }
    const secure = url.protocol === 'https:'
    const socket = secure
      ? connectTls({ host, port, servername: host, minVersion: 'TLSv1.2', ...ca })
      : connectPlain({ host, port })
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer in time')))
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      socket.destroy()
      resolve(secure ? 'certificate verified' : 'answers on loopback')
    })
    socket.once('error', reject)
  })
}
