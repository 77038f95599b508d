import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('./baselines/node_modules/@portkey-ai/gateway/', import.meta.url))

/** The file that Portkey's package starts. */
export const PORTKEY_FILE = `${FOLDER}build/start-server.js`

/** Its version, or null where it isn't installed: what the gateway is compared with, it never needs. */
export function portkeyVersion(): string | null {
  if (!existsSync(PORTKEY_FILE)) return null
  return (JSON.parse(readFileSync(`${FOLDER}package.json`, 'utf8')) as { version: string }).version
}

/** With these Portkey sends a request of the OpenAI wire to this upstream, and does nothing else with it. */
export function portkeyHeaders(upstream: string): Readonly<Record<string, string>> {
  return { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': `${upstream}/v1` }
}
