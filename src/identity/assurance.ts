import type { SubjectType } from '../core/principal.ts'
import type { Claims } from './compact-token.ts'
import type { TrustedIssuer } from './trust.ts'

type Level = 1 | 2 | 3

/** The highest of what `acr`, `amr` and `acrs` stand for; words that the profile doesn't know stand for nothing (MS-36). */
export function assuranceOf(claims: Claims, { assurance }: TrustedIssuer, subjectType: SubjectType): Level {
  if (subjectType === 'service') return assurance.service
  const levels = [
    assurance.otherwise,
    ...levelsOf([claims['acr']], assurance.acr),
    ...levelsOf(claims['amr'], assurance.amr),
    ...levelsOf(claims['acrs'], assurance.acrs),
  ]
  return Math.max(...levels) as Level
}

function levelsOf(words: unknown, known: Readonly<Record<string, Level>>): Level[] {
  if (!Array.isArray(words)) return []
  return words.flatMap((word) => (typeof word === 'string' && Object.hasOwn(known, word) ? [known[word]!] : []))
}
