import { parentPort, workerData } from 'node:worker_threads'
import { openFeedSource } from '../records/search/open-feed-source.ts'
import { cefLine } from './cef-line.ts'
import { type FedSink, feedSink } from './feed-sink.ts'
import { fileSink } from './file-sink.ts'
import { followLog } from './follow-log.ts'
import { httpsSink } from './https-sink.ts'
import { keptPosition } from './kept-position.ts'
import { ocsfActivity } from './ocsf-activity.ts'
import type { SiemOrders, SiemRequest, SiemSettings } from './siem-messages.ts'
import type { Sink, SinkSettings } from './sink.ts'
import { syslogSink } from './syslog-sink.ts'

const port = parentPort
if (port === null) throw new Error('security events are made in a worker thread')

const { folder, databaseUrl, recordKey, pseudonymKey, instance, ca } = workerData as SiemSettings
const source = await openFeedSource(folder, databaseUrl ?? undefined)
let feeding: FedSink[] = []

/** One request after the other. */
let turn = Promise.resolve()
port.on('message', (request: SiemRequest) => {
  turn = turn.then(() => (request.kind === 'close' ? close() : follow(request.orders)))
})

async function follow(orders: SiemOrders): Promise<void> {
  const before = feeding
  feeding = []
  await Promise.all(before.map((one) => one.stop()))
  feeding = orders.sinks.map((settings) => start(settings, orders))
}

function start(settings: SinkSettings, { person, providers }: SiemOrders): FedSink {
  const sink = openSink(settings)
  const provider = (system: string): string => providers[system] ?? system
  const step = followLog({
    source,
    ring: recordKey,
    settings,
    sink,
    position: keptPosition(folder, settings.id),
    naming: { person, pseudonymKey },
    format: settings.form === 'cef' ? cefLine : (event) => JSON.stringify(ocsfActivity(event, provider)),
    instance: databaseUrl === null ? null : instance,
  })
  return feedSink(settings.id, step, sink, (report) => port?.postMessage(report))
}

function openSink({ to, form }: SinkSettings): Sink {
  if (to.kind === 'file') return fileSink(to.path)
  if (to.kind === 'https') return httpsSink(to, ca)
  return syslogSink(to.url, { host: instance, message: form }, ca)
}

async function close(): Promise<void> {
  await Promise.all(feeding.map((one) => one.stop()))
  await source.close()
  port?.close()
}
