import type { IncomingMessage } from 'node:http'
import { isObject, type JsonObject } from './json.ts'
import { invalid, VendorError } from './vendor-error.ts'

const BODY_BYTES_MAX = 64 * 1024 * 1024

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_BYTES_MAX) throw new VendorError(413, 'Request body too large.', { code: 'request_too_large' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function parseBody(bytes: Buffer): JsonObject {
  const value = parse(bytes)
  if (isObject(value)) return value
  throw invalid(
    'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library correctly. The API expects a JSON payload.)',
    null,
  )
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
