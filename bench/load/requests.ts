import { type BodyOptions, chatBody } from './bodies.ts'

/** Whom a load speaks to, and what it sends. */
export interface Target {
  readonly url: string
  readonly tokens: readonly string[]
  readonly body: Omit<BodyOptions, 'seed'>
  /** Beside the usual ones; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Different bodies and tokens, so that nobody profits from having seen one. */
const BODIES = 48

/** Gives the pieces of the next request: another body, another token, nothing computed on the way. */
export function requestSource({ url, tokens, body, headers = {} }: Target): () => readonly Buffer[] {
  const { host } = new URL(url)
  const bodies = Array.from({ length: BODIES }, (_, seed) => chatBody({ ...body, seed }))
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const heads = tokens.map((token) =>
    bodies.map(({ length }) =>
      Buffer.from(
        `POST /v1/chat/completions HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\naccept: */*\r\nuser-agent: bench\r\n${more.join('')}content-length: ${length}\r\n\r\n`,
      ),
    ),
  )
  let sent = 0
  return () => {
    const turn = sent++
    const which = turn % BODIES
    return [heads[turn % heads.length]![which]!, bodies[which]!]
  }
}
