import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  None,
  randomPKCECodeVerifier,
  randomState,
  type TokenEndpointResponse,
} from 'openid-client'
import { isLoopback } from '../../config.ts'
import { ConnectProblem } from './find-issuer.ts'

export interface SignInOptions {
  readonly issuer: string
  readonly client: string
  readonly scope: string
  /** Shows the page to the person: opens a browser. */
  readonly open: (url: string) => void
  /** How long the person may take, milliseconds. */
  readonly patienceMs: number
}

export interface SignedIn {
  readonly configuration: Configuration
  readonly tokens: TokenEndpointResponse
}

/**
 * Signs a person in as RFC 8252 says: in their own browser, with PKCE, back to a port of this machine that is open for this
 * one answer. The answer must be of the issuer that was asked (RFC 9207), and for this very question (`state`).
 */
export async function signIn(options: SignInOptions): Promise<SignedIn> {
  const { issuer, client, scope } = options
  const isLocal = isLoopback(new URL(issuer).hostname)
  const configuration = await discovery(new URL(issuer), client, undefined, None(), {
    execute: isLocal ? [allowInsecureRequests] : [],
  })
  const verifier = randomPKCECodeVerifier()
  const state = randomState()
  const listener = await listenForAnswer(state)
  try {
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: listener.redirectUri,
      response_type: 'code',
      scope,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    })
    options.open(url.href)
    const answer = await within(options.patienceMs, listener.answer)
    const tokens = await authorizationCodeGrant(configuration, answer.url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    }).catch((error: unknown) => {
      say(answer.response, 400, 'Sign-in failed. The shell says why.')
      throw new ConnectProblem(`sign-in failed: ${reasonOf(error)}`)
    })
    say(answer.response, 200, 'You are signed in. You can close this page and go back to the shell.')
    return { configuration, tokens }
  } finally {
    listener.close()
  }
}

interface Answer {
  readonly url: URL
  readonly response: ServerResponse
}

/** A port of this machine for one answer; requests that aren't it are turned away and don't end the wait. */
async function listenForAnswer(
  state: string,
): Promise<{ redirectUri: string; answer: Promise<Answer>; close(): void }> {
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUri)
    const isAnswer = request.method === 'GET' && url.pathname === '/callback' && url.searchParams.get('state') === state
    if (!isAnswer || request.headers.host !== new URL(redirectUri).host) return say(response, 404, 'Not here.')
    resolve({ url, response })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const redirectUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`
  return { redirectUri, answer: promise, close: () => void server.close() }
}

function say(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
    })
    .end(`${text}\n`)
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConnectProblem('nobody signed in in time; start again')), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** The issuer's own word for it; never the answer itself, which holds a code. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown reason'
  const { error: code, code: internal } = error as { error?: unknown; code?: unknown }
  return typeof code === 'string' ? code : typeof internal === 'string' ? internal : 'the answer doesn’t hold'
}
