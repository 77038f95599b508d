import type { WriterReply, WriterRequest } from '../commit/messages.ts'
import { TreeMoved } from '../commit/tree.ts'
import { createRandomPool } from '../random-pool.ts'
import { CommitUnknown, createBatchWriter } from './commit-batch.ts'
import { destroyContent } from './destroy-content.ts'
import { failureReason, isConnectionLost } from './failure-reason.ts'
import { openSession, type Session } from './session.ts'
import { createSignedCheckpoints } from './signed-checkpoints.ts'
import type { WriterSettings } from './writer-settings.ts'

/** Everything the writer's thread does: one request after the other, all through one connection. */
export interface Writer {
  readonly ready: WriterReply
  /** Rejects when the connection is lost, or the log isn't the one it was: the thread then ends. */
  handle(request: WriterRequest): Promise<WriterReply>
  /** Signs a checkpoint when one is due and this gateway is the one that publishes. */
  publish(nowMs: number): Promise<void>
}

/** Bytes a probe writes: more than a half-full block can hide. */
const PROBE_BYTES = 65_536

/** A connection that doesn't answer for so long is given up, milliseconds: the network may be gone without a word. */
const SILENCE_MAX_MS = 10_000

/** Pause between two tries to learn what became of a commit, milliseconds. */
const PAUSE_MS = 100

/** `onLost` is called when the connection ends unasked. */
export async function openWriter(settings: WriterSettings, onLost: (cause: unknown) => void): Promise<Writer> {
  let session = watched(await openSession(settings))
  const batches = createBatchWriter(settings, createRandomPool())
  const checkpoints = createSignedCheckpoints(settings)
  /** A request that is under way learns of a lost connection by itself, and knows best what that means. */
  let isBusy = false

  function watched(opened: Session): Session {
    opened.client.on('error', (error) => {
      if (opened === session && !isBusy) onLost(error)
    })
    return opened
  }

  /** A connection through which nothing has come for so long is lost, whatever the network says. */
  function loseIfSilent(): NodeJS.Timeout {
    const { client } = session
    return setTimeout(() => client.connection.stream.destroy(), SILENCE_MAX_MS)
  }

  async function answer(request: WriterRequest): Promise<WriterReply> {
    const { id } = request
    const { client } = session
    switch (request.kind) {
      case 'commit':
        return { kind: 'committed', id, result: await batches.commit(session, request) }
      case 'probe':
        // Two commits of their own: a full or read-only server shows itself here, not in the next record.
        await client.query('INSERT INTO probe VALUES ($1)', [Buffer.alloc(PROBE_BYTES)])
        await client.query('DELETE FROM probe')
        return { kind: 'done', id }
      case 'checkpoint':
        return { kind: 'checkpoint', id, note: await checkpoints.covering(session, request.nowMs) }
      case 'destroy':
        return { kind: 'destroyed', id, outcome: await destroyContent(client, request.order) }
      case 'close':
        await client.end()
        return { kind: 'done', id }
    }
  }

  /**
   * Whether a commit that lost its connection is durable. To have the instance's name again proves that the old
   * connection is over, and with it the commit decided. Tries until it is known: nothing else may be written before.
   */
  async function resolve({ witness, result }: CommitUnknown, id: number): Promise<WriterReply> {
    for (;;) {
      try {
        session = watched(await openSession(settings))
        const { rows } = await session.client.query('SELECT 1 FROM log_entry WHERE id = $1', [witness])
        if (rows.length > 0) return { kind: 'committed', id, result }
        return { kind: 'failed', id, reason: 'fault', message: 'the connection was lost, and the batch with it' }
      } catch (error) {
        if (error instanceof TreeMoved) throw error
        await new Promise((wake) => setTimeout(wake, PAUSE_MS))
      }
    }
  }

  return {
    ready: { kind: 'ready', size: session.tree.frontier.size, lastTime: session.tree.lastTime },
    async handle(request) {
      isBusy = true
      const patience = loseIfSilent()
      try {
        return await answer(request)
      } catch (error) {
        clearTimeout(patience)
        if (error instanceof CommitUnknown) return await resolve(error, request.id)
        if (error instanceof TreeMoved || isConnectionLost(error)) throw error
        const message = error instanceof Error ? error.message : String(error)
        return { kind: 'failed', id: request.id, reason: failureReason(error), message }
      } finally {
        clearTimeout(patience)
        isBusy = request.kind === 'close'
      }
    },
    async publish(nowMs) {
      // Nobody waits for it, and whoever writes next waits behind it.
      const patience = loseIfSilent()
      try {
        await checkpoints.publish(session, nowMs)
      } finally {
        clearTimeout(patience)
      }
    },
  }
}
