import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFeedSource } from '#src/records/search/open-feed-source.ts'
import { fileSink } from '#src/siem/file-sink.ts'
import { followLog } from '#src/siem/follow-log.ts'
import { httpsSink } from '#src/siem/https-sink.ts'
import { keptPosition } from '#src/siem/kept-position.ts'
import type { Batch, Sink } from '#src/siem/sink.ts'
import { syslogSink } from '#src/siem/syslog-sink.ts'
import { createAuthority } from '../../support/certificates.ts'
import { startRawUpstream } from '../../support/raw-upstream.ts'
import { draft, dropFolder, ids, makeFolder, openStore, recordKey } from '../../support/record-store.ts'

let folder: string
beforeEach(() => {
  folder = makeFolder()
})
afterEach(() => dropFolder(folder))

const batch = (...lines: string[]): Batch => ({ lines, times: lines.map(() => '2026-11-01T00:00:00.000Z') })

describe('a file', () => {
  test('is made anew where it was renamed, and a torn line is ended before the next', async () => {
    const path = join(folder, 'events.jsonl')
    const sink = fileSink(path)
    await sink.send(batch('a', 'b'))
    renameSync(path, `${path}.1`)
    await sink.send(batch('c'))
    writeFileSync(path, 'c\n{"torn')
    await sink.send(batch('d'))
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('a\nb\n')
    expect(readFileSync(path, 'utf8')).toBe('c\n{"torn\nd\n')
  })
})

describe('a collector over HTTPS', () => {
  test('is given lines and its credential, and only 2xx means taken', async () => {
    const authority = createAuthority('Agency CA')
    const statuses = [200, 503, 307]
    const collector = await startRawUpstream((_request, reply) => reply.json(statuses.shift()!, {}), {
      tls: authority.issue(),
    })
    const target = { kind: 'https', url: `${collector.origin}/events`, authorization: 'Splunk s3cret' } as const
    const sink = httpsSink(target, [authority.cert])
    await sink.send(batch('a', 'b'))
    await expect(sink.send(batch('c'))).rejects.toThrow('the collector answered 503')
    await expect(sink.send(batch('c'))).rejects.toThrow('the collector answered 307')
    expect(collector.requests.map(({ body }) => body.toString())).toEqual(['a\nb\n', 'c\n', 'c\n'])
    expect(collector.requests[0]).toMatchObject({ method: 'POST', headers: { authorization: 'Splunk s3cret' } })
    await expect(httpsSink(target, []).send(batch('d'))).rejects.toThrow(/certificate|issuer/i)
    await collector.close()
  })
})

describe('a syslog collector', () => {
  async function listening(server: Server): Promise<{ port: number; taken: (bytes: number) => Promise<string> }> {
    let got = Buffer.alloc(0)
    const more = new Set<() => void>()
    server.on('connection', () => undefined)
    const event = 'setSecureContext' in server ? 'secureConnection' : 'connection'
    server.on(event, (socket) =>
      socket
        .on('error', () => undefined)
        .on('data', (chunk: Buffer) => {
          got = Buffer.concat([got, chunk])
          for (const look of more) look()
        }),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const taken = (bytes: number): Promise<string> =>
      new Promise((resolve) => {
        const look = (): void => void (got.length >= bytes && resolve(got.toString()))
        more.add(look)
        look()
      })
    return { port: (server.address() as { port: number }).port, taken }
  }

  test('is given messages of RFC 5424, each with its length, over TLS that it proves itself in', async () => {
    const authority = createAuthority('Agency CA')
    const server = createTlsServer(authority.issue())
    const { port, taken } = await listening(server)
    const names = { host: 'gw-1', message: 'cef' }
    const sink = syslogSink(`tls://127.0.0.1:${port}`, names, [authority.cert])
    await sink.send(batch('Größe', 'b'))
    const first = '<110>1 2026-11-01T00:00:00.000Z gw-1 statehouse - cef - Größe'
    const second = '<110>1 2026-11-01T00:00:00.000Z gw-1 statehouse - cef - b'
    const whole = `${Buffer.byteLength(first)} ${first}${second.length} ${second}`
    expect(await taken(Buffer.byteLength(whole))).toBe(whole)
    sink.close()
    const distrusting = syslogSink(`tls://127.0.0.1:${port}`, names, [])
    await expect(distrusting.send(batch('c'))).rejects.toThrow(/certificate|issuer/i)
    await new Promise((resolve) => server.close(resolve))
  })

  test('that is away rejects, and is connected to anew once it is back', async () => {
    const server = createServer()
    const { port, taken } = await listening(server)
    const gone = createServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const closed = (gone.address() as { port: number }).port
    await new Promise((resolve) => gone.close(resolve))
    const away = syslogSink(`tcp://127.0.0.1:${closed}`, { host: 'h', message: 'm' }, [])
    await expect(away.send(batch('a'))).rejects.toThrow()
    const back = syslogSink(`tcp://127.0.0.1:${port}`, { host: 'h', message: 'm' }, [])
    await back.send(batch('a'))
    expect(await taken(1)).toContain('<110>1')
    back.close()
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('following the log', () => {
  const settings = { id: 'soc', form: 'ocsf', events: ['operations'], from: 'beginning' } as const

  async function follow(sink: Sink, from: 'beginning' | 'now' = 'beginning') {
    const source = await openFeedSource(folder, undefined)
    const step = followLog({
      source,
      ring: recordKey,
      settings: { ...settings, from, to: { kind: 'file', path: '/x' } },
      sink,
      position: keptPosition(folder, settings.id),
      naming: { person: 'id', pseudonymKey: Buffer.alloc(32) },
      format: ({ index }) => String(index),
      instance: null,
    })
    return { step, close: () => source.close() }
  }

  /** Takes what it is given unless told otherwise. */
  function counting() {
    const taken: string[] = []
    const state = { fails: false }
    const sink: Sink = {
      async send({ lines }) {
        if (state.fails) throw new Error('away')
        taken.push(...lines)
      },
      close: () => undefined,
    }
    return { taken, state, sink }
  }

  test('gives everything once, in order, over a fault, a restart and 600 entries', { tags: ['MS-55'] }, async () => {
    const store = await openStore(folder)
    const write = (count: number) =>
      Promise.all(Array.from({ length: count }, () => store.append(draft('outage', undefined, { id: ids.entryId() }))))
    await write(300)
    const { taken, state, sink } = counting()
    const first = await follow(sink)
    expect(await first.step()).toEqual({ upTo: 256, isBehind: true })
    state.fails = true
    await expect(first.step()).rejects.toThrow('away')
    await first.close()
    state.fails = false
    await write(300)
    const second = await follow(sink)
    while ((await second.step()).isBehind);
    await second.close()
    expect(taken).toEqual(Array.from({ length: 600 }, (_, index) => String(index)))
    await store.close()
  })

  test('a sink that begins now is given nothing older; its place is kept before anything comes', async () => {
    const store = await openStore(folder)
    await store.append(draft('boot'))
    const { taken, sink } = counting()
    const first = await follow(sink, 'now')
    await first.step()
    await first.close()
    await store.append(draft('outage'))
    const second = await follow(sink, 'now')
    await second.step()
    await second.close()
    expect(taken).toEqual(['1'])
    await store.close()
  })

  test('a place that can’t be read, or of another log, only makes lines come again', async () => {
    const position = keptPosition(folder, 'soc')
    expect(position.read('A')).toBeNull()
    position.keep('A', 7)
    expect(position.read('A')).toBe(7)
    expect(position.read('B')).toBeNull()
    writeFileSync(join(folder, 'siem', 'soc.json'), '{')
    expect(position.read('A')).toBeNull()
    expect(existsSync(join(folder, 'siem', 'soc.json.new'))).toBe(false)
  })
})
