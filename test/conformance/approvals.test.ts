import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApprovalsBed, startApprovalsBed } from '#test/support/approvals-bed.ts'

let bed: ApprovalsBed

beforeAll(async () => {
  bed = await startApprovalsBed()
})
afterAll(() => bed.close())

test('what supervisor, security, privacy, legal and CTO approve is what the next call is let through by, and no more', {
  tags: ['MS-37', 'MS-48', 'MS-56', 'MO-36'],
}, async () => {
  expect(await bed.use('staff', 'confidential')).toEqual([403, 'data_class_not_permitted'])
  const number = await bed.send('staff')
  expect((await bed.find(number, 'staff')).body).toMatchObject({
    status: 'sent',
    needs: ['supervisor', 'security', 'privacy', 'legal', 'cto'],
    terms: { for: 'person', data_class: 'confidential', decision_mode: 'none' },
  })
  for (const [who, status] of [
    ['supervisor', 'seats'],
    ['privacy', 'seats'],
    ['security', 'seats'],
    ['legal', 'cto'],
  ] as const) {
    // Nobody whose turn it isn’t decides, whatever their duty.
    expect((await bed.approve(number, 'cto')).status, who).not.toBe(201)
    expect((await bed.approve(number, who)).body, who).toMatchObject({ status })
    expect(await bed.use('staff', 'confidential')).toEqual([403, 'data_class_not_permitted'])
  }
  expect((await bed.approve(number, 'cto')).body).toMatchObject({ status: 'approved' })
  expect(await bed.use('staff', 'confidential')).toEqual([200, null])
  // A colleague, another purpose and a higher class stay as they were.
  expect(await bed.use('staff-2', 'confidential')).toEqual([403, 'data_class_not_permitted'])
  expect(await bed.use('staff', 'confidential', { purpose: 'research' })).toEqual([403, 'data_class_not_permitted'])
  expect(await bed.use('staff', 'regulated')).toEqual([403, 'data_class_not_permitted'])
  await bed.restart()
  expect(await bed.use('staff', 'confidential')).toEqual([200, null])
  expect((await bed.decide(number, 'cto', 'revoke')).body).toMatchObject({ status: 'revoked' })
  expect(await bed.use('staff', 'confidential')).toEqual([403, 'data_class_not_permitted'])
})
