import type { PolicySet } from '../policy/policy-set.ts'

/** One answer that was used, as its record has it. */
export interface UsedAnswer {
  readonly record: string
  /** Name of the system, of its model with version, of its vendor. */
  readonly system: string
  readonly model: string
  readonly provider: string
  /** RFC 3339 UTC. */
  readonly at: string
  readonly purpose: string
  /** Who said that they checked it, and what; null: nobody did. */
  readonly review: { readonly name: string; readonly checked: readonly string[] } | null
}

export interface DisclosureStatement {
  readonly language: string
  /** One sentence or two for each system and model, with every date on which it was used. */
  readonly uses: readonly string[]
  readonly parts: string
  readonly limitations: string
  /** Where it can be looked up. */
  readonly records: readonly string[]
}

/**
 * Clauses MO-40, MO-45, MS-33: what a deliverable says of AI’s part in it. Each system and model is named once; that a
 * person checked an answer is said only where a person said so.
 */
export function statementOf(
  policy: Pick<PolicySet, 'disclosures' | 'profile'>,
  answers: readonly UsedAnswer[],
  parts: string,
  language: string,
): DisclosureStatement {
  const { statement, limitations } = policy.disclosures
  const chosen = (texts: Readonly<Record<string, string>>): string =>
    texts[language] ?? texts[policy.disclosures.languages[0]!]!
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: policy.profile.timezone })
  const groups = Map.groupBy(answers, ({ system, model, provider }) => JSON.stringify([system, model, provider]))
  return {
    language,
    uses: [...groups.values()].map((group) => {
      const { system, model, provider } = group[0]!
      const unique = (values: readonly string[]): string => [...new Set(values)].join(', ')
      const said = filled(chosen(statement.text), {
        system,
        model,
        provider,
        date: unique(group.map(({ at }) => day.format(new Date(at)))),
        purpose: unique(group.map(({ purpose }) => purpose)),
      })
      const reviewed = group.flatMap(({ review }) => (review === null ? [] : [review]))
      if (reviewed.length < group.length) return `${said} ${chosen(statement.unreviewed)}`
      const names = { reviewer: unique(reviewed.map(({ name }) => name)) }
      return `${said} ${filled(chosen(statement.reviewed), names)}`
    }),
    parts,
    limitations: chosen(limitations.text),
    records: answers.map(({ record }) => record),
  }
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
