import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { identityProviders } from '#src/cli/doctor/identity-providers.ts'
import { relaxations } from '#src/cli/doctor/relaxations.ts'
import { signals } from '#src/cli/doctor/signals.ts'
import { issuerRelaxations } from '#src/policy/issuer-relaxations.ts'
import type { IssuerProfile, PolicySet } from '#src/policy/policy-set.ts'
import { issuerSchema } from '#src/policy/schema/issuers.ts'
import { startFakeIssuer } from '#test/support/fake-issuer.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { project } from '#test/support/source-files.ts'

const FOLDER = join(project, 'docs', 'identity')
const PLACEHOLDERS = /\b(TENANT|ORGANISATION|SERVER|CLIENT-ID|APPLICATION-ID-OF-THE-API)\b/g
const files = readdirSync(FOLDER)

function entriesOf(text: string): IssuerProfile[] {
  return [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap(([, yaml]) =>
    (parse(yaml!.replace(PLACEHOLDERS, (word) => word.toLowerCase())) as unknown[]).map(
      (entry) => ({ ...issuerSchema.parse(entry), limitedUntil: null }) as IssuerProfile,
    ),
  )
}

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8')

  test('its entries of issuers.yaml load as they are printed', () => {
    const entries = entriesOf(text)
    for (const profile of entries) {
      expect(issuerRelaxations(profile).length).toBeGreaterThan(0)
      // Whoever follows the page must not end with a directory whose leavers nobody hears of.
      expect(profile.scim?.subject, 'what ties accounts to tokens').toBe('externalId')
    }
  })

  test('with a directory that answers and the credential that it names, doctor says fail of nothing', async () => {
    const directory = await startFakeIssuer('RS256')
    const issuers = entriesOf(text).map((profile) => ({ ...profile, jwksUri: directory.jwksUri }))
    const policy = { ...loadDemoPolicy(), issuers } as PolicySet
    const env = Object.fromEntries(
      issuers.map(({ scim }) => [scim!.credential.slice('env:'.length), crypto.randomUUID() + crypto.randomUUID()]),
    )
    const subject = { env, config: null, policy }
    const findings = await Promise.all(
      [identityProviders, relaxations, signals].map(async (check) => check.run(subject)),
    )
    expect(findings.flat().filter(({ state }) => state === 'fail')).toEqual([])
    await directory.close()
  })

  test('it names SCIM and back-channel logout by their routes, and ends with doctor', () => {
    expect(text).toContain('/scim/v2')
    expect(text).toMatch(/`externalId`/)
    expect(text).toContain('/oidc/backchannel-logout')
    expect(text.slice(-350)).toContain('npm run -s statehouse -- doctor')
  })
})

test('every walkthrough that is promised is there', () => {
  expect(files.toSorted()).toEqual(['entra-government.md', 'entra.md', 'keycloak.md', 'okta.md'])
})
