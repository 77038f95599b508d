import { type Case, pass, refuse, type Verdict } from './check.ts'

/** Barred by law: beats every grant. Loading refuses such systems already; this holds should one get in all the same. */
export function prohibited({ facts }: Case): Verdict {
  const { prohibitedBy } = facts.system
  if (prohibitedBy === null) return pass('prohibited', ['MS-18'], 'The system touches no prohibited technology.')
  return refuse(
    'prohibited',
    ['MS-18'],
    'prohibited_technology',
    `The system touches prohibited technology ${prohibitedBy}.`,
  )
}
