import { expect, test } from 'vitest'
import { policyJsonSchema } from '#src/policy/json-schema.ts'

test('policies/policy.schema.json is what the schemas say (vitest -u writes it)', async () => {
  await expect(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../../policies/policy.schema.json',
  )
})
