import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, chatQuestion } from '#test/support/asking.ts'
import { type ApprovalsBed, startApprovalsBed } from '#test/support/approvals-bed.ts'
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
