import { type Case, oblige, pass, refuse, type Verdict } from './check.ts'

/** Content that no detector can read may hold anything. */
export function inspectable({ facts }: Case): Verdict {
  const kinds = [...new Set(facts.unscannable)].join(', ')
  if (facts.unscannable.length === 0) return pass('inspectable', ['MS-29'], 'All content can be inspected.')
  switch (facts.system.unscannable) {
    case 'refuse':
      return refuse(
        'inspectable',
        ['MS-29', 'MO-11'],
        'content_not_inspectable',
        `The request holds content that can’t be inspected: ${kinds}.`,
      )
    case 'flag':
      return oblige('inspectable', ['MS-29'], `Sent on although it can’t be inspected, and flagged: ${kinds}.`)
    case 'allow':
      return pass(
        'inspectable',
        ['MS-29'],
        `System ${facts.system.id} may be sent content that can’t be inspected: ${kinds}.`,
      )
  }
}
