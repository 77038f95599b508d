import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run as checkCommand } from '#src/cli/log-check.ts'
import { openPackage } from '#src/productions/build/pieces.ts'
import { signingKey } from './record-store.ts'

/** Unpacks what a production's folder holds, as whoever is handed it does. */
export async function unpackPackage(production: string, target: string): Promise<void> {
  mkdirSync(target, { recursive: true })
  const archive = `${target}.tar`
  await pipeline(await openPackage(production), createWriteStream(archive))
  execFileSync('tar', ['-xf', archive, '-C', target])
}

/** `sha256sum -c` as the package's README says; throws where a file isn't what it was. */
export function checkSums(folder: string): void {
  execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: folder })
}

/** The offline verifier over a package's proofs, with the published key and nothing of the gateway. */
export async function checkProofs(folder: string): Promise<{ readonly code: number; readonly lines: string[] }> {
  const lines: string[] = []
  const say = (line: string): void => void lines.push(line)
  const context = { env: {}, stdout: say, stderr: say, dataFolder: '', recordKeyFile: '', logKeyFile: '' }
  return { code: await checkCommand([join(folder, 'proofs'), '--vkey', signingKey.vkey], context), lines }
}
