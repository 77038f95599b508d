import { readFile } from 'node:fs/promises'
import { createRequestSender } from '../aws/send-request.ts'
import { parseRequestCredential, signRequest } from '../aws/sign-request.ts'
import type { KeyService } from './key-service.ts'
import type { KmsAddress } from './kms-address.ts'

/** A key policy can ask for it: the key then wraps for gateways only. */
const ENCRYPTION_CONTEXT = { application: 'statehouse' }
const KEY_BYTES = 32

/** AWS Key Management Service and what speaks as it does: GenerateDataKey and Decrypt of its JSON 1.1 API. */
export function awsKms({ origin, key, region, credentialFile, caFile }: KmsAddress): KeyService {
  const { host } = new URL(origin)

  async function call(action: 'GenerateDataKey' | 'Decrypt', input: object): Promise<Record<string, unknown>> {
    const credential = (await readFile(credentialFile, 'utf8')).trim()
    const signer = { ...parseRequestCredential(credential, `file:${credentialFile}`), region, service: 'kms' } as const
    const body = Buffer.from(JSON.stringify({ KeyId: key, EncryptionContext: ENCRYPTION_CONTEXT, ...input }))
    const named = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${action}` }
    const request = { method: 'POST', host, path: '/', query: {}, headers: named, body }
    const sender = createRequestSender({ origin, caFile, name: `the key service at ${host}` })
    try {
      const answer = await sender.send(`${origin}/`, 'POST', signRequest(request, signer, new Date()), body)
      const said = parsed(answer.body)
      if (answer.status !== 200) throw new Error(`the key service at ${host} refused: ${answer.status}${wordOf(said)}`)
      return said
    } finally {
      sender.close()
    }
  }

  return {
    async newKey() {
      const { Plaintext, CiphertextBlob } = await call('GenerateDataKey', { KeySpec: 'AES_256' })
      const wrapped = Buffer.from(String(CiphertextBlob ?? ''), 'base64')
      if (wrapped.byteLength === 0) throw new Error(`the key service at ${host} gave no wrapped key`)
      return { key: keyOf(Plaintext, host), wrapped }
    },
    async unwrap(wrapped) {
      const { Plaintext } = await call('Decrypt', { CiphertextBlob: wrapped.toString('base64') })
      return keyOf(Plaintext, host)
    },
  }
}

function keyOf(text: unknown, host: string): Buffer {
  const key = Buffer.from(typeof text === 'string' ? text : '', 'base64')
  if (key.byteLength !== KEY_BYTES) throw new Error(`the key service at ${host} gave no key of ${KEY_BYTES} bytes`)
  return key
}

function parsed(body: Buffer): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(body.toString('utf8'))
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** The service's name of the error, without its words: they may hold what nobody should read in a log. */
function wordOf({ __type: type }: Record<string, unknown>): string {
  const word = typeof type === 'string' ? /([A-Za-z]{1,64})$/.exec(type)?.[1] : undefined
  return word === undefined ? '' : ` ${word}`
}
