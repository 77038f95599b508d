import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { type Batch, SINK_TIMEOUT_MS, type Sink } from './sink.ts'

/** Facility 13, log audit; severity 6, informational (RFC 5424 6.2.1). */
const PRIORITY = 13 * 8 + 6

/**
 * Syslog messages over TLS or TCP with octet counting (RFC 5424, RFC 5425 4.3). Syslog acknowledges nothing: lines count as
 * taken when the connection took them, so a collector that dies then may miss the last batch.
 */
export function syslogSink(
  address: string,
  names: { readonly host: string; readonly message: string },
  ca: readonly string[],
): Sink {
  const { protocol, hostname, port } = new URL(address)
  let socket: Socket | null = null

  function connected(): Promise<Socket> {
    if (socket !== null && !socket.destroyed && socket.writable) return Promise.resolve(socket)
    const { promise, resolve, reject } = Promise.withResolvers<Socket>()
    const host = hostname.replace(/^\[|\]$/g, '')
    const isTls = protocol === 'tls:'
    const next = isTls
      ? connectTls({
          host,
          port: Number(port),
          ...(isIP(host) === 0 && { servername: host }),
          ...(ca.length === 0 ? {} : { ca: [...ca] }),
        })
      : connectTcp({ host, port: Number(port) })
    next.setTimeout(SINK_TIMEOUT_MS, () => reject(new Error('the collector couldn’t be reached in time')))
    next.once(isTls ? 'secureConnect' : 'connect', () => {
      next.setTimeout(0)
      resolve(next)
    })
    next.on('error', reject)
    next.on('close', () => reject(new Error('the collector closed the connection')))
    // What it says isn’t read; without reading, its end isn’t seen.
    next.resume()
    socket = next
    return promise
  }

  return {
    async send(batch) {
      const to = await connected().catch((error: unknown) => {
        socket?.destroy()
        throw error
      })
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const failed = (): void => reject(new Error('the collector closed the connection'))
      const late = setTimeout(() => to.destroy(), SINK_TIMEOUT_MS)
      to.once('close', failed)
      to.write(framed(batch, names), (error) => (error ? reject(error) : resolve()))
      await promise.finally(() => {
        clearTimeout(late)
        to.off('close', failed)
      })
    },
    close: () => void socket?.destroy(),
  }
}

function framed({ lines, times }: Batch, { host, message }: { host: string; message: string }): Buffer {
  const messages = lines.map((line, at) => {
    const text = Buffer.from(`<${PRIORITY}>1 ${times[at]} ${host} statehouse - ${message} - ${line}`)
    return Buffer.concat([Buffer.from(`${text.length} `), text])
  })
  return Buffer.concat(messages)
}
