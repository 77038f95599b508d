import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Endpoint } from './answer.ts'
import { chatCompletions } from './chat-completions.ts'
import { checkHost, checkKey } from './check-caller.ts'
import { completions } from './completions.ts'
import { deliver } from './deliver.ts'
import { digest } from './digest.ts'
import { embeddings } from './embeddings.ts'
import { listModels } from './models.ts'
import { moderations } from './moderations.ts'
import { parseBody, readBytes } from './read-body.ts'
import type { RequestLog } from './received-requests.ts'
import type { ResponseMemory } from './response-memory.ts'
import { responses } from './responses.ts'
import { VendorError } from './vendor-error.ts'

const endpoints: Readonly<Record<string, Endpoint>> = {
  'POST /v1/chat/completions': chatCompletions,
  'POST /v1/responses': responses,
  'POST /v1/embeddings': embeddings,
  'POST /v1/completions': completions,
  'POST /v1/moderations': moderations,
  'GET /v1/models': () => ({ kind: 'json', behaviour: {}, body: listModels() }),
}

interface Surroundings {
  readonly apiKey: string | undefined
  readonly paceMs: number
  readonly log: RequestLog
  readonly memory: ResponseMemory
}

export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  around: Surroundings,
): Promise<void> {
  try {
    const bytes = await readBytes(request)
    const method = request.method ?? ''
    const url = request.url ?? ''
    around.log.add({ method, url, headers: request.headers, body: bytes.toString('utf8') })
    response.setHeader('x-request-id', `req_${digest(`${method} ${url} ${bytes.toString('utf8')}`)}`)
    response.setHeader('openai-version', '2020-10-01')
    response.setHeader('openai-organization', 'sandbox')
    response.setHeader('openai-processing-ms', '1')
    checkHost(request)
    checkKey(request, around.apiKey)
    const path = url.split('?', 1)[0]
    const name = `${method} ${path}`
    const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined
    if (!endpoint) throw new VendorError(404, `Invalid URL (${name})`)
    await deliver(endpoint(method === 'GET' ? {} : parseBody(bytes), around.memory), response, around.paceMs)
  } catch (error) {
    refuse(error, response)
  }
}

function refuse(error: unknown, response: ServerResponse): void {
  const known =
    error instanceof VendorError ? error : new VendorError(500, 'The sandbox failed.', { type: 'server_error' })
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  response.writeHead(known.status, { 'content-type': 'application/json', ...known.headers })
  response.end(JSON.stringify(known.body()))
}
