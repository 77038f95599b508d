import { expect, test } from 'vitest'
import { storeFacts } from '#src/policy/stored-facts.ts'
import { createShadow } from '#src/policy-operations/shadow.ts'
import { changed } from '#test/support/changed-policy.ts'
import { demoFacts } from '#test/support/facts.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { policyFolder } from '#test/support/policy-folder.ts'

const policy = loadDemoPolicy()
const exchange = () => ({ record: 'r', facts: storeFacts(policy, demoFacts(policy, 'sandbox')), refusedFor: null })

test('more than can wait is let go and counted; nothing is compared before the caller goes on', async () => {
  const shadow = createShadow(
    policy,
    () => 0,
    () => {},
  )
  for (let i = 0; i < 10_500; i++) shadow.ask(exchange)
  expect(shadow.report()).toMatchObject({ compared: 0, skipped: 500 })
  await shadow.settled()
  expect(shadow.report()).toMatchObject({ compared: 10_000, skipped: 500, allowToRefuse: 0 })
})

test('a fault of the comparison reaches nobody but the log', async () => {
  const faults: unknown[] = []
  const shadow = createShadow(
    policy,
    () => 0,
    (error) => faults.push(error),
  )
  shadow.ask(() => {
    throw new Error('a bug')
  })
  await shadow.settled()
  expect(faults).toHaveLength(1)
  expect(shadow.report()).toMatchObject({ compared: 0, skipped: 1 })
})

test('a candidate that differs in a layer only is another one, and answers by that layer', async () => {
  const copy = policyFolder()
  copy.edit('classes.yaml', 'default: internal', 'default: regulated')
  const shadow = createShadow(
    policy,
    () => 0,
    () => {},
  )
  shadow.replace(loadDemoPolicy('us-ms-its', copy.folder))
  copy.remove()
  shadow.ask(exchange)
  await shadow.settled()
  expect(shadow.report()).toMatchObject({
    compared: 1,
    allowToRefuse: 1,
    rows: [{ code: 'data_class_not_permitted' }],
  })
})

test('another candidate starts at nothing', async () => {
  const shadow = createShadow(
    policy,
    () => 0,
    () => {},
  )
  shadow.ask(exchange)
  await shadow.settled()
  const another = changed(policy, (copy) => {
    copy.digest = 'another'
  })
  shadow.replace(policy)
  expect(shadow.report().compared).toBe(1)
  shadow.replace(another)
  expect(shadow.report()).toMatchObject({ compared: 0, candidate: { digest: 'another' } })
})
