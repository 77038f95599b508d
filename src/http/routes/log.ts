import type { FastifyInstance } from 'fastify'
import type { LogReader } from '../../core/ports.ts'
import { parseTilePath } from '../../core/tile-layout.ts'

/**
 * The public face of the log: C2SP tlog-checkpoint and tlog-tiles. It holds hashes and commitments only. Entry bundles
 * name agencies, series and times, so they are served where `entries` says so.
 */
export async function logRoutes(
  app: FastifyInstance,
  { log, checkpoint, entries }: { log: LogReader; checkpoint: () => Promise<string>; entries: boolean },
): Promise<void> {
  app.get('/log/checkpoint', async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(await checkpoint()),
  )
  app.get('/log/tile/*', async (request, reply) => {
    const path = parseTilePath(`tile/${(request.params as { '*': string })['*']}`)
    if (path === null || (path.level === 'entries' && !entries)) return reply.callNotFound()
    const bytes =
      path.level === 'entries'
        ? await log.entryBundle(path.index, path.width)
        : await log.tile(path.level, path.index, path.width)
    if (bytes === null) return reply.callNotFound()
    // A full tile never changes (tlog-tiles).
    if (path.width === 256) reply.header('cache-control', 'public, max-age=31536000, immutable')
    return reply.type('application/octet-stream').send(bytes)
  })
}
