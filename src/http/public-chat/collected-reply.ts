import type { Reply } from '../../pipeline/reply.ts'

/** An answer that is shown as a whole: what the pipeline releases, kept until its end. */
export interface CollectedReply extends Reply {
  /** Resolves at the end; null: it was broken off. */
  readonly collected: Promise<{ readonly status: number; readonly body: Buffer } | null>
}

export function collectedReply(): CollectedReply {
  const chunks: Buffer[] = []
  const over = Promise.withResolvers<{ readonly status: number; readonly body: Buffer } | null>()
  let status: number | null = null
  let bytes = 0
  const add = (chunk: Buffer): void => {
    chunks.push(chunk)
    bytes += chunk.length
  }
  return {
    collected: over.promise,
    open(opened) {
      status = opened
    },
    get opened() {
      return status !== null
    },
    get bytes() {
      return bytes
    },
    write(chunk) {
      add(chunk)
      return true
    },
    drained: async () => {},
    end(last) {
      if (last !== undefined) add(last)
      over.resolve(status === null ? null : { status, body: Buffer.concat(chunks) })
    },
    destroy: () => over.resolve(null),
    onLeave: () => {},
  }
}
