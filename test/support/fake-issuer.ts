import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

export interface IssuerKey {
  readonly kid: string
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
}

/** A real issuer on loopback: real keys, a real HTTP key set, and whatever tokens a test asks for. */
export interface FakeIssuer {
  readonly issuer: string
  readonly jwksUri: string
  readonly key: IssuerKey
  /** What the key set holds; may be changed. */
  keys: unknown[]
  /** How the key set answers from now on. */
  answer: 'keys' | 'error' | 'hang' | 'redirect'
  /** Requests for the key set so far. */
  fetches: number
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>, key?: IssuerKey): Promise<string>
  close(): Promise<void>
}

export async function makeKey(alg = 'ES256', kid: string = crypto.randomUUID()): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

export async function startFakeIssuer(alg = 'ES256'): Promise<FakeIssuer> {
  const key = await makeKey(alg)
  const hanging = new Set<ServerResponse>()
  const server = createServer((_request, response) => {
    fake.fetches++
    if (fake.answer === 'hang') hanging.add(response)
    else if (fake.answer === 'error') response.writeHead(500).end()
    else if (fake.answer === 'redirect') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: fake.keys }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const fake: FakeIssuer = {
    issuer,
    jwksUri: `${issuer}/jwks`,
    key,
    keys: [key.publicJwk],
    answer: 'keys',
    fetches: 0,
    sign(claims, header = {}, signer = key) {
      return new SignJWT(claims)
        .setProtectedHeader({ alg: signer.alg, kid: signer.kid, typ: 'at+jwt', ...header })
        .sign(signer.privateKey)
    },
    close() {
      for (const response of hanging) response.destroy()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return fake
}
