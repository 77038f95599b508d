import { expect, test } from 'vitest'
import { redactionSchema, WHOLE_TEXT_ONLY } from '#src/policy/schema/redaction.ts'
import { WHOLE_TEXT_ENTITIES } from '#src/redaction/whole-text.ts'

const rule = { operator: 'placeholder', restorable: true, output: 'allow', raisesTo: 'internal', clauses: ['MS-29'] }
const document = (output: string): object => ({
  version: 1,
  entities: { person_name: { ...rule, output } },
  otherwise: rule,
  publicHosting: { detected: 'refuse', clauses: ['MS-29'] },
  clauses: ['MS-29'],
})

test('a policy that asks what streams can’t keep is refused', () => {
  expect(redactionSchema.safeParse(document('allow')).success).toBe(true)
  for (const output of ['redact', 'flag']) {
    const { error } = redactionSchema.safeParse(document(output))
    expect(error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
      'entities.person_name.output must be allow: this kind is found in whole texts only, so a stream could not keep the rule',
    ])
  }
})

test('the policy and the engine mean the same kinds by that', () => {
  expect([...WHOLE_TEXT_ONLY].sort()).toEqual([...WHOLE_TEXT_ENTITIES].sort())
})
