import type { FastifyRequest } from 'fastify'
import { chooseLanguage } from '../../disclosure/messages.ts'

export const LANGUAGE_COOKIE = 'statehouse-language'

/** The language of a page: asked for in its address, chosen before, or preferred by the browser; of those that there are. */
export function languageOf(
  { query, headers }: Pick<FastifyRequest, 'query' | 'headers'>,
  cookies: ReadonlyMap<string, string>,
  ofProfile: readonly string[],
  written: Readonly<Record<string, string>>,
): string {
  const languages = ofProfile.filter((language) => Object.hasOwn(written, language))
  const asked = (query as Record<string, unknown> | null)?.['language']
  const chosen = cookies.get(LANGUAGE_COOKIE) ?? cookies.get(`__Host-${LANGUAGE_COOKIE}`)
  return (
    [asked, chosen].find((one): one is string => typeof one === 'string' && languages.includes(one)) ??
    chooseLanguage(headers['accept-language'], languages.length > 0 ? languages : ['en'])
  )
}
