import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { issuerRelaxations } from '#src/policy/issuer-relaxations.ts'
import type { IssuerProfile } from '#src/policy/policy-set.ts'
import { issuerSchema } from '#src/policy/schema/issuers.ts'
import { project } from '#test/support/source-files.ts'

const FOLDER = join(project, 'docs', 'identity')
const PLACEHOLDERS = /\b(TENANT|ORGANISATION|SERVER|CLIENT-ID|APPLICATION-ID-OF-THE-API)\b/g
const files = readdirSync(FOLDER)

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8')

  test('its entries of issuers.yaml load as they are printed', () => {
    for (const [, yaml] of text.matchAll(/```yaml\n([\s\S]*?)```/g)) {
      const entries = parse(yaml!.replace(PLACEHOLDERS, (word) => word.toLowerCase())) as unknown[]
      for (const entry of entries) {
        const profile = { ...issuerSchema.parse(entry), limitedUntil: null } as IssuerProfile
        expect(issuerRelaxations(profile).length).toBeGreaterThan(0)
        // Whoever follows the page must not end with a directory whose leavers nobody hears of.
        expect(profile.scim?.subject, 'what ties accounts to tokens').toBe('externalId')
      }
    }
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
