import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Rules name purposes that exist, and what a rule bars no system is granted for. */
export function acceptableUseProblems(sources: Sources, documents: Documents): Problem[] {
  const purposes = idsOf(documents.purposes.purposes)
  const barred = new Map(
    documents['acceptable-use'].rules
      .filter(({ action }) => action === 'refuse')
      .flatMap((rule) => (rule.purposes ?? []).map((purpose) => [purpose, rule.id] as const)),
  )
  return [
    ...sources['acceptable-use'].flatMap((source) =>
      source.data.rules.flatMap((rule, at) => [
        ...unknownNames(source, ['rules', at, 'purposes'], rule.purposes, purposes, 'purpose'),
        // A layer speaks to all agencies, and not each has all kinds of work.
        ...(source.place === 'layer'
          ? []
          : unknownNames(source, ['rules', at, 'notPurposes'], rule.notPurposes, purposes, 'purpose')),
      ]),
    ),
    ...sources.catalog.flatMap((source) =>
      (['systems', 'applications', 'narrowed'] as const).flatMap((list) =>
        source.data[list].flatMap((entry, at) =>
          entry.grants.flatMap((grant, index) =>
            grant.purposes.flatMap((purpose, which) =>
              barred.has(purpose)
                ? [
                    source.problemAt(
                      [list, at, 'grants', index, 'purposes', which],
                      `purpose '${purpose}' is barred by rule '${barred.get(purpose)}' of acceptable-use.yaml`,
                      'remove it here, or change the rule',
                    ),
                  ]
                : [],
            ),
          ),
        ),
      ),
    ),
  ]
}
