import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSigned, type Signed } from './request-signature.ts'

/** A key service on this machine, as AWS KMS behaves: it checks each signature by itself, and its key never leaves it. */
export interface KeyServiceDouble {
  readonly address: string
  /** What was asked, in order: `GenerateDataKey`, `Decrypt`. */
  readonly asked: string[]
  /** From now on every request is answered with this error of the service; null: with what was asked. */
  refuse(word: string | null): void
  close(): Promise<void>
}

export const SERVICE_KEY = { id: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const KEY_ID = 'alias/records'
const REGION = 'us-test-1'

export async function startKeyService(credentialFile: string): Promise<KeyServiceDouble> {
  const secret = randomBytes(32)
  const asked: string[] = []
  let refusal: string | null = null

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const body = Buffer.concat(pieces)
    const url = new URL(request.url!, 'http://service')
    const say = (status: number, said: object): void => void reply.writeHead(status).end(JSON.stringify(said))
    const refused = (word: string): void =>
      say(400, { __type: `com.example.kms#${word}`, message: `${word} of ${SERVICE_KEY.secret}` })
    const as: Signed = { ...SERVICE_KEY, region: REGION, service: 'kms' }
    if (!isSigned(request, url, body, as)) return refused('InvalidSignatureException')
    const action = String(request.headers['x-amz-target']).replace('TrentService.', '')
    asked.push(action)
    if (refusal !== null) return refused(refusal)
    const { KeyId, EncryptionContext, CiphertextBlob } = JSON.parse(body.toString()) as Record<string, string>
    if (KeyId !== KEY_ID) return refused('NotFoundException')
    const context = Buffer.from(JSON.stringify(EncryptionContext))
    if (action === 'GenerateDataKey') {
      const key = randomBytes(32)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(context)
      const wrapped = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
      return say(200, { KeyId, Plaintext: key.toString('base64'), CiphertextBlob: wrapped.toString('base64') })
    }
    try {
      const wrapped = Buffer.from(CiphertextBlob ?? '', 'base64')
      const opened = createDecipheriv('aes-256-gcm', secret, wrapped.subarray(0, 12)).setAAD(context)
      opened.setAuthTag(wrapped.subarray(-16))
      const key = Buffer.concat([opened.update(wrapped.subarray(12, -16)), opened.final()])
      say(200, { KeyId, Plaintext: key.toString('base64') })
    } catch {
      refused('InvalidCiphertextException')
    }
  }

  const server = createServer((request, reply) => void answer(request, reply))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const query = new URLSearchParams({ key: KEY_ID, region: REGION, credential: `file:${credentialFile}` })
  return {
    address: `aws-kms+http://127.0.0.1:${port}?${query}`,
    asked,
    refuse: (word) => {
      refusal = word
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
