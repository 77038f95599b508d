import type { FastifyInstance } from 'fastify'
import type { PolicyVersion, PolicyView } from '../../pages/policy-views.ts'
import { type ApprovedUse, approvedList } from '../../policy/approved-list.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { openArchivedPolicy } from '../../policy-operations/archive.ts'
import { diffPolicies, diffSections } from '../../policy-operations/diff.ts'
import { policyVersions } from '../../policy-operations/policy-versions.ts'
import { systemStatus } from '../catalog/system-status.ts'
import { mayAskCases } from './policy-case.ts'
import { policyWords } from './policy-words.ts'
import { sayDay, sayTime } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

/** Clauses MS-65, MO-35: the policy in force as staff read it, what was in force before, and what changed. */
export function policyPages(app: FastifyInstance, site: Site): void {
  const versions = async ({ language }: PersonVisit): Promise<PolicyVersion[]> => {
    const { timezone } = site.policy().profile
    const all = await policyVersions(site.store, site.ledger.state)
    return all.map(({ since, ...one }) => ({
      ...one,
      since: sayTime(Date.parse(since), language, timezone),
      isNow: one.digest === site.policy().digest,
    }))
  }

  const stopped = (policy: PolicySet): ReadonlySet<string> => {
    const [rows, now] = [site.ledger.state, site.clock.now()]
    return new Set(
      policy.systems.filter((system) => systemStatus(system, rows, now) === 'suspended').map(({ id }) => id),
    )
  }

  site.personPage(app, 'GET', '/policy', async (visit) => {
    const policy = site.policy()
    const now = site.clock.now()
    const status = site.policyStatus()
    return visit.show('policy', {
      version: policy.version,
      digest: policy.digest,
      liveSince: sayTime(Date.parse(status.liveSince), visit.language, policy.profile.timezone),
      signers: (status.seal?.signers ?? []).map(({ name, role }) => `${name} (${role})`),
      uses: usesOf(policy, approvedList(policy, now), visit.language, stopped(policy)),
      prohibited: policy.prohibited.entries.map(({ id, clauses }) => ({ name: id, clauses: clauses.join(', ') })),
      exceptions: exceptionsOf(policy, now),
      versions: await versions(visit),
      maySeeCase: mayAskCases(visit.session.principal),
    })
  })

  site.personPage(app, 'GET', '/policy/changes', async (visit) => {
    const known = await versions(visit)
    const asked = (name: string): PolicyVersion | undefined => known.find(({ digest }) => digest === visit.query[name])
    const [before, after] = [asked('before'), asked('after')]
    if (before === undefined || after === undefined) return visit.missing()
    const [old, next] = await Promise.all(
      [before, after].map(async ({ digest }) => openArchivedPolicy(site.store, digest)),
    )
    if (old == null || next == null) return visit.missing()
    return visit.show('policy-changes', { before, after, sections: diffSections(diffPolicies(old, next), old, next) })
  })
}

/** Lines that differ in their unit only are one. */
function usesOf(
  policy: PolicySet,
  uses: readonly ApprovedUse[],
  language: string,
  stopped: ReadonlySet<string>,
): PolicyView['uses'] {
  const words = policyWords(policy, language)
  const everywhere = policy.units.units.length
  const name = (id: string): string => policy.units.units.find((unit) => unit.id === id)?.name ?? id
  return [...Map.groupBy(uses, (use) => JSON.stringify({ ...use, unit: '', agency: '' })).values()].map((same) => {
    const [first] = same as [ApprovedUse]
    return {
      system: { href: `/catalog/${encodeURIComponent(first.system)}`, label: first.name },
      isStopped: stopped.has(first.system),
      purpose: words.purpose(first.purpose),
      who: first.subjectType,
      units: same.length === everywhere ? null : same.map(({ unit }) => name(unit)).join(', '),
      maxClass: words.dataClass(first.maxClass),
      mode: first.maxDecisionMode,
      until: sayDay(first.until, language),
      clauses: first.clauses.join(', '),
    }
  })
}

/** Clause MS-15: how many there are, against what the policy calls routine. */
function exceptionsOf(policy: PolicySet, now: number): PolicyView['exceptions'] {
  const month = new Date(now).toISOString().slice(0, 7)
  const { exceptions, routineThresholdPerMonth } = policy.documents.exceptions
  return {
    inForce: exceptions.filter(({ from, until }) => Date.parse(from) <= now && now < Date.parse(until)).length,
    thisMonth: exceptions.filter(({ decided }) => decided.at.startsWith(month)).length,
    threshold: routineThresholdPerMonth,
  }
}
