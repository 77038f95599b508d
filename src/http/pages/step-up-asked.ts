import type { Refusal } from '../../core/refusal-codes.ts'

/** What a challenge asks of the next sign-in (RFC 9470 section 3); null: the refusal is another one. */
export function stepUpAsked({
  code,
  headers,
}: Pick<Refusal, 'code' | 'headers'>): { readonly acrValues: string; readonly maxAge: string } | null {
  if (code !== 'assurance_required') return null
  const challenge = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'www-authenticate')?.[1] ?? ''
  const read = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? ''
  return { acrValues: read('acr_values'), maxAge: read('max_age') }
}
