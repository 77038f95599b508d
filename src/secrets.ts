import { readFileSync } from 'node:fs'
import type { Environment } from './config.ts'

/** Looks up upstream credentials by the name that the catalog gives; values never enter Config, logs or records. */
export interface Secrets {
  /** The value behind `env:NAME` or `file:PATH`; null for `none`. Throws, naming the reference only. */
  credential(reference: string): string | null
}

export function openSecrets(env: Environment): Secrets {
  const cache = new Map<string, string>()
  return {
    credential(reference) {
      if (reference === 'none') return null
      const known = cache.get(reference)
      if (known !== undefined) return known
      const value = readReference(reference, env).trim()
      if (value === '' || /[\r\n]/.test(value)) throw new Error(`credential ${reference} is empty or not one line`)
      cache.set(reference, value)
      return value
    },
  }
}

function readReference(reference: string, env: Environment): string {
  if (reference.startsWith('env:')) {
    const value = env[reference.slice('env:'.length)]
    if (value === undefined) throw new Error(`credential ${reference} is not set`)
    return value
  }
  if (reference.startsWith('file:')) {
    try {
      return readFileSync(reference.slice('file:'.length), 'utf8')
    } catch {
      throw new Error(`credential ${reference} can't be read`)
    }
  }
  throw new Error('a credential is named env:NAME or file:PATH')
}
