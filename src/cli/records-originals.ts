import { setTimeout } from 'node:timers/promises'
import type { AskGateway } from './records-api.ts'
import type { ExitCode, RecordsContext } from './records-context.ts'

export interface OriginalsOptions {
  readonly query: string
  readonly request: string
  readonly names: readonly string[]
  readonly purpose: string
  readonly reason: string
  readonly isJson: boolean
}

interface Job {
  readonly id: string
  readonly scope: number
  readonly scanned: number
  readonly status: string
  readonly found: number
  readonly gone: number
  readonly hits?: readonly {
    readonly time: string
    readonly type: string
    readonly ref: string | null
    readonly id: string
  }[]
}

const LOOK_EVERY_MS = 500

/** Searches sealed originals through the gateway and tells how far it is; interrupted, it is cancelled there too. */
export async function searchOriginals(
  ask: AskGateway,
  options: OriginalsOptions,
  context: RecordsContext,
): Promise<ExitCode> {
  const { query, request, names, purpose, reason, isJson } = options
  const begun = await ask('/api/v1/original-searches', 'POST', { query, request, names, purpose, reason })
  let job = (await begun.json()) as Job
  const path = `/api/v1/original-searches/${job.id}`
  const cancel = (): void => void ask(path, 'DELETE').catch(() => undefined)
  process.once('SIGINT', cancel)
  try {
    for (;;) {
      job = (await (await ask(path)).json()) as Job
      if (job.status !== 'running') break
      context.stderr(`${job.scanned} of ${job.scope} originals`)
      await setTimeout(LOOK_EVERY_MS)
    }
  } finally {
    process.removeListener('SIGINT', cancel)
  }
  if (isJson) context.stdout(JSON.stringify(job))
  else {
    for (const { time, type, ref, id } of job.hits ?? []) context.stdout(`${time}  ${type}  ${ref ?? id}`)
    context.stdout(
      `${job.status}: ${job.found} of ${job.scope} in scope; ${job.scanned} looked at, ${job.gone} destroyed`,
    )
  }
  return job.status === 'done' ? 0 : 1
}
