import { expect, test } from 'vitest'
import { freePort } from '#test/support/free-port.ts'
import { visitPages } from '#test/support/page-visitor.ts'
import { startGateway } from '#test/support/start-gateway.ts'

test.each([
  ['no app for them', 'no app of clients.yaml is there for checks'],
  ['no credential', 'this gateway has no credential for app-checks'],
])('checks that can’t run, with %s, say so where people look for them [MS-46, MS-54]', async (what, said) => {
  const gateway = await startGateway({
    upstream: 'http://127.0.0.1:19',
    env: { STATEHOUSE_PORT: String(await freePort()) },
    changePolicy({ clients }) {
      const client = clients.find(({ checks }) => checks !== undefined)!
      if (what === 'no credential') client.checks!.credential = 'env:NOT_THERE'
      else delete client.checks
    },
  })
  try {
    const cto = await visitPages(gateway, 'cto')
    expect((await cto.get('/oversight')).text).toContain(said)
  } finally {
    await gateway.close()
  }
})
