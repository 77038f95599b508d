import { expect, test } from 'vitest'
import { unknownName } from '#src/provisioning/known-names.ts'
import { DEMO_VALUES, loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const { ISSUER } = DEMO_VALUES

test.each([
  ['all', ''],
  ['system', 'sandbox'],
  ['system', 'notes'],
  ['vendor', policy.systems[0]!.vendor.name],
  ['client', 'statehouse-demo'],
  ['purpose', 'draft-internal'],
  ['unit', 'ITS-APPDEV'],
  ['person', `${ISSUER}|anybody`],
  ['issuer', ISSUER],
] as const)('an order about %s %s is carried out', (target, value) => {
  expect(unknownName(policy, { target, value })).toBeNull()
})

/** Orders that would stop nothing, each told what it could have meant. */
test.each([
  ['system', 'sandbxo', 'sandbox'],
  ['system', 'general-drafting', 'That is a model of system sandbox: name that.'],
  ['system', 'toString', 'sandbox'],
  ['system', '', 'sandbox'],
  ['vendor', policy.systems[0]!.vendor.name.toLowerCase(), policy.systems[0]!.vendor.name],
  ['client', 'demo', 'statehouse-demo'],
  ['purpose', 'draft', 'draft-internal'],
  ['unit', 'its-appdev', 'ITS-APPDEV'],
  ['person', 'employee', `${ISSUER}|SUBJECT`],
  ['person', `${ISSUER}|`, `${ISSUER}|SUBJECT`],
  ['person', `${ISSUER}/|employee`, `${ISSUER}|SUBJECT`],
  ['issuer', `${ISSUER}/`, ISSUER],
] as const)('an order about %s “%s”, which the policy doesn’t know, is refused (MS-31)', (target, value, next) => {
  expect(unknownName(policy, { target, value })).toMatchObject({
    code: 'malformed_body',
    message: expect.stringContaining('Nothing was'),
    next: expect.stringContaining(next),
  })
})
