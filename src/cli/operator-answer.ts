export interface OperatorAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** Where orders go: the running gateway's API, its socket on this machine, or the data folder when none runs. */
export interface OperatorAccess {
  /** Rejects with a sentence when the order was refused or couldn't be given. */
  send(method: 'GET' | 'POST', path: string, body?: object): Promise<OperatorAnswer>
  close(): Promise<void>
}

/** The answer, or the gateway's own sentence about why not. */
export function accepted(status: number, text: string): OperatorAnswer {
  let body: { detail?: string; title?: string; next?: string }
  try {
    body = JSON.parse(text) as typeof body
  } catch {
    body = {}
  }
  if (status >= 200 && status < 300) return { status, body: body as Record<string, unknown> }
  const hint =
    status === 401 ? ' Without STATEHOUSE_URL the order goes through this machine’s socket and needs no token.' : ''
  throw new Error(`${body.title ?? `the gateway answered ${status}`} ${body.next ?? ''}${hint}`.trim())
}
