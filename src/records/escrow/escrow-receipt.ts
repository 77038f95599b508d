import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceSecretFile } from '../secret-file.ts'
import type { LogKeys } from './seal-keys.ts'

/** What the data folder knows of an escrow: which keys it covers and who holds the shares. Nothing secret. */
export interface EscrowReceipt {
  readonly version: 1
  /** RFC 3339. */
  readonly at: string
  readonly ring: string
  readonly vkey: string
  readonly custodians: readonly { readonly name: string; readonly thumbprint: string }[]
}

function receiptFile(dataFolder: string): string {
  return join(dataFolder, 'escrow.json')
}

export function writeEscrowReceipt(dataFolder: string, receipt: EscrowReceipt): Promise<void> {
  return replaceSecretFile(receiptFile(dataFolder), `${JSON.stringify(receipt, null, 2)}\n`)
}

/** Null when nothing was escrowed yet. */
export async function readEscrowReceipt(dataFolder: string): Promise<EscrowReceipt | null> {
  try {
    return JSON.parse(await readFile(receiptFile(dataFolder), 'utf8')) as EscrowReceipt
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Whether the escrow is of these keys, and not of those before a rotation. */
export function isCovered(receipt: EscrowReceipt, { ring, signingKey }: LogKeys): boolean {
  return receipt.ring === ring.id && receipt.vkey === signingKey.vkey
}
