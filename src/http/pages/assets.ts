import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

interface Held {
  readonly type: string
  readonly plain: Buffer
  readonly br: Buffer | null
  readonly gzip: Buffer | null
}

/** What browsers fetch beside pages: a closed list, read once. A name changes with its content, so it is kept for ever. */
export function assetRoutes(app: FastifyInstance, folder: string): void {
  const held = readAssets(folder)
  app.get('/assets/:name', async (request, reply) => {
    const asset = held.get((request.params as { name: string }).name)
    if (asset === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('No such file.\n')
    const accepted = String(request.headers['accept-encoding'] ?? '')
    const encoding =
      asset.br !== null && /\bbr\b/.test(accepted)
        ? 'br'
        : asset.gzip !== null && /\bgzip\b/.test(accepted)
          ? 'gzip'
          : null
    if (encoding !== null) reply.header('content-encoding', encoding)
    return reply
      .type(asset.type)
      .headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
      .send(encoding === null ? asset.plain : asset[encoding])
  })
}

function readAssets(folder: string): ReadonlyMap<string, Held> {
  const files = new Set(readdirSync(folder))
  const read = (name: string): Buffer | null => (files.has(name) ? readFileSync(join(folder, name)) : null)
  return new Map(
    [...files]
      .filter((name) => TYPES[name.split('.').at(-1)!] !== undefined)
      .map((name) => [
        name,
        { type: TYPES[name.split('.').at(-1)!]!, plain: read(name)!, br: read(`${name}.br`), gzip: read(`${name}.gz`) },
      ]),
  )
}
