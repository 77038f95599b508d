import { piecesOf } from './tokens.ts'

export interface TokenLogprob {
  readonly token: string
  readonly logprob: number
  readonly bytes: readonly number[]
  readonly top_logprobs: readonly {
    readonly token: string
    readonly logprob: number
    readonly bytes: readonly number[]
  }[]
}

const alternatives = [' and', ' or', ' the', ' a', ' of', ' to', ' in', ' is', ' it', ' as', ' at', ' by', ' on']

export function logprobOf(token: string, topCount: number): TokenLogprob {
  const logprob = -(token.length % 7) / 8
  const top = [token, ...alternatives].slice(0, topCount)
  return {
    token,
    logprob,
    bytes: bytesOf(token),
    top_logprobs: top.map((other, rank) => ({ token: other, logprob: logprob - rank, bytes: bytesOf(other) })),
  }
}

export function logprobsOf(text: string, topCount: number): TokenLogprob[] {
  return Array.from(piecesOf(text), (piece) => logprobOf(piece, topCount))
}

function bytesOf(token: string): number[] {
  return [...Buffer.from(token)]
}
