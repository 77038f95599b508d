import { type Case, pass, refuse, type Verdict } from './check.ts'

/** An app that acts for signed-in people brings their own tokens; its own credential isn't theirs. */
export function person({ facts, client }: Case): Verdict {
  if (client?.attended === true && !facts.attended) {
    return refuse(
      'person',
      ['MS-06'],
      'subject_required',
      `Client ${facts.principal.client} acts for people and sent no person’s token.`,
    )
  }
  return pass(
    'person',
    ['MS-06'],
    facts.attended ? 'A signed-in person is present.' : 'The app is registered to work without a person.',
  )
}
