import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import { HIGH_RISK_EVIDENCE } from '../schema/lifecycle.ts'
import type { Sources } from '../sources.ts'

/**
 * A system that is granted for a high-risk purpose has every item of the evidence on file (MS-45). That each is current is
 * asked with every call.
 */
export function highRiskProblems(sources: Sources, documents: Documents): Problem[] {
  return [...untoldProblems(sources), ...evidenceProblems(sources, documents)]
}

/** Whom high-risk work affects is told so, and how to have a person look again (MS-43). */
function untoldProblems({ purposes: [source] }: Sources): Problem[] {
  return source!.data.purposes.flatMap(({ id, highRisk, affected }, at) =>
    !highRisk || affected !== undefined
      ? []
      : [
          source!.problemAt(
            ['purposes', at, 'highRisk'],
            `purpose '${id}' is high-risk and says nothing to those whom it affects`,
            'add affected: notice and appeal in each language (MS-43)',
          ),
        ],
  )
}

function evidenceProblems(sources: Sources, documents: Documents): Problem[] {
  const high = new Set(documents.purposes.purposes.filter(({ highRisk }) => highRisk).map(({ id }) => id))
  if (high.size === 0) return []
  return sources.catalog.flatMap((source) =>
    source.data.systems.flatMap((system, at) =>
      system.grants.flatMap((grant, index) => {
        const purpose = grant.purposes.find((id) => high.has(id))
        const missing = HIGH_RISK_EVIDENCE.filter((kind) => !system.assessments.some((one) => one.kind === kind))
        if (purpose === undefined || missing.length === 0) return []
        return [
          source.problemAt(
            ['systems', at, 'grants', index, 'purposes'],
            `purpose '${purpose}' is high-risk, and on file is no ${missing.join(', no ')}`,
            'add the assessments, or take the purpose out of the grant (MS-45)',
          ),
        ]
      }),
    ),
  )
}
