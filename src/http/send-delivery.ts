import type { FastifyReply } from 'fastify'
import type { Delivery } from '../productions/deliver.ts'

/** A file that is handed over; of a package, with its digest (RFC 9530). */
export function sendDelivery(reply: FastifyReply, { row, content, bytes, name, type }: Delivery): FastifyReply {
  return reply
    .headers({
      'content-type': type,
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      ...(type === 'application/x-tar' ? { 'repr-digest': digest(row.build?.sha256 ?? '') } : {}),
    })
    .send(content)
}

function digest(hex: string): string {
  return `sha-256=:${Buffer.from(hex, 'hex').toString('base64')}:`
}
