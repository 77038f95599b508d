import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { userInfo } from 'node:os'
import { operatorSocketPath } from '../http/operator-api.ts'
import { accepted, type OperatorAccess } from './operator-answer.ts'
import { openOperatorLocally } from './operator-local.ts'
import type { RecordsContext } from './records-context.ts'

/**
 * With STATEHOUSE_URL and STATEHOUSE_TOKEN_FILE the API, as the person whose token it is. Without them the operator of this
 * machine, as `os:<user>`: the identity provider isn't asked, so its outage stops nobody from stopping.
 */
export async function openOperatorAccess(context: RecordsContext): Promise<OperatorAccess> {
  const { STATEHOUSE_URL: url, STATEHOUSE_TOKEN_FILE: tokenFile } = context.env
  if (Boolean(url) !== Boolean(tokenFile))
    throw new Error(
      'set STATEHOUSE_URL and STATEHOUSE_TOKEN_FILE both, or neither: half of them could mean the wrong gateway',
    )
  if (url && tokenFile) return throughApi(url, (await readFile(tokenFile, 'utf8')).trim())
  return openOperator(context)
}

/** The operator of this machine: at the socket of the gateway that runs here, or under the writer's lock. */
export async function openOperator(context: RecordsContext): Promise<OperatorAccess> {
  const headers = operatorHeaders(context)
  const socket = throughSocket(operatorSocketPath(context.dataFolder), headers)
  if (await socket.answers()) return socket
  return openOperatorLocally(context, headers)
}

/** Who sits at the shell; behind `sudo`, who they were before. */
export function operatorHeaders({ env }: Pick<RecordsContext, 'env'>): Readonly<Record<string, string>> {
  return {
    'statehouse-operator': env['SUDO_USER'] || userInfo().username,
    'statehouse-ordered-at': new Date().toISOString(),
  }
}

function throughApi(url: string, token: string): OperatorAccess {
  return {
    async send(method, path, body) {
      const response = await fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        redirect: 'error',
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return accepted(response.status, await response.text())
    },
    close: async () => undefined,
  }
}

/** The gateway that runs on this machine; `answers` says whether one does. */
export function throughSocket(
  socketPath: string,
  headers: Readonly<Record<string, string>>,
): OperatorAccess & { answers(): Promise<boolean> } {
  const call = (method: string, path: string, body?: object): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const sent = request({
        socketPath,
        method,
        path,
        headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      })
      sent.on('error', reject)
      sent.on('response', (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString() }))
      })
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
  return {
    answers: () =>
      call('GET', '/api/v1/suspensions').then(
        () => true,
        () => false,
      ),
    async send(method, path, body) {
      const { status, text } = await call(method, path, body)
      return accepted(status, text)
    },
    close: async () => undefined,
  }
}
