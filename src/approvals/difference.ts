import type { ApprovalRow, Terms } from './approval-row.ts'
import type { Words } from './statement.ts'

/** One thing that a version of a request says otherwise than the one before. */
export interface Difference {
  readonly what: keyof Terms | keyof ApprovalRow['ask'] | 'tool' | 'need' | 'people' | 'proposal'
  readonly before: string
  readonly after: string
}

export interface Version {
  readonly ask: ApprovalRow['ask']
  readonly terms: Terms
  readonly words: Words
}

/** Everything in which a version differs from the one before it. */
export function differences(before: Version, after: Version): Difference[] {
  const [old, next] = [said(before), said(after)]
  return (Object.keys(next) as Difference['what'][]).flatMap((what) =>
    old[what] === next[what] ? [] : [{ what, before: old[what], after: next[what] }],
  )
}

function said({ ask, terms, words }: Version): Record<Difference['what'], string> {
  const plain = (value: unknown): string =>
    value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
  return Object.fromEntries(
    Object.entries({
      ...ask,
      ...terms,
      tool: words.tool,
      need: words.need,
      people: words.who,
      proposal: words.proposal,
    }).map(([what, value]) => [what, plain(value)]),
  ) as Record<Difference['what'], string>
}
