import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApprovalsBed, startApprovalsBed } from '#test/support/approvals-bed.ts'
import { ask, chatQuestion } from '#test/support/asking.ts'
import { type PostgresServer, startPostgres } from '#test/support/postgres-server.ts'
import type { TestGateway } from '#test/support/start-gateway.ts'

let server: PostgresServer
let bed: ApprovalsBed
let peer: TestGateway

beforeAll(async () => {
  server = await startPostgres()
  bed = await startApprovalsBed({ databaseUrl: await server.createDatabase() })
  peer = await bed.peer()
})
afterAll(async () => {
  await peer.close()
  await bed.close()
  await server.stop()
})

/** A question at the other gateway. */
async function useAtPeer(who: string, dataClass: string): Promise<number> {
  const token = await bed.token(who)
  await peer.acknowledge(token)
  const body = chatQuestion('When is the office open?', false)
  const headers = { 'ai-purpose': 'summarise', 'ai-data-class': dataClass }
  return (await ask(peer, token, { body, headers }).whole()).status
}

test('what is approved at one gateway is in force at every other one, and so is its end (MS-48)', {
  tags: ['MS-48', 'MS-56'],
}, async () => {
  const number = await bed.send('staff')
  for (const who of ['supervisor', 'security', 'privacy', 'legal']) await bed.approve(number, who)
  expect(await useAtPeer('staff', 'confidential')).toBe(403)
  expect((await bed.approve(number, 'cto')).body).toMatchObject({ status: 'approved' })
  const approved = bed.gateway.app.policy.current().digest
  await expect.poll(() => peer.app.policy.current().digest, { timeout: 10_000, interval: 20 }).toBe(approved)
  expect(await useAtPeer('staff', 'confidential')).toBe(200)
  await bed.decide(number, 'cto', 'revoke')
  await expect.poll(() => peer.app.policy.current().digest, { timeout: 10_000, interval: 20 }).not.toBe(approved)
  expect(await useAtPeer('staff', 'confidential')).toBe(403)
})

test('of two decisions at the same moment at two gateways one counts, and the other is told', {
  tags: ['MS-56'],
}, async () => {
  for (let round = 0; round < 3; round++) {
    const number = await bed.send('staff')
    const atPeer = async (who: string, path: string, body?: object) =>
      fetch(`${peer.url}/api/v1/access-requests/${number}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${await bed.token(who)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    await expect.poll(async () => (await atPeer('staff', '')).status, { timeout: 10_000, interval: 20 }).toBe(200)
    const order = { decision: 'deny', reason: 'No', revision: 1 }
    const [here, there] = await Promise.all([
      bed.api('POST', `/access-requests/${number}/decisions`, 'supervisor', order),
      atPeer('staff', '/decisions', { ...order, decision: 'withdraw' }),
    ])
    expect([here.status, there.status].toSorted()).toEqual([201, 409])
    const ended = here.status === 201 ? 'denied' : 'withdrawn'
    const atOther = async () => ((await (await atPeer('staff', '')).json()) as { status: string }).status
    await expect.poll(atOther, { timeout: 10_000, interval: 20 }).toBe(ended)
    await expect
      .poll(async () => (await bed.find(number, 'staff')).body, { timeout: 10_000, interval: 20 })
      .toMatchObject({
        status: ended,
        revision: 2,
        signatures: { sound: true },
      })
  }
})
