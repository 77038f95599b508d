import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { picture } from './support/browser.ts'
import { pagesBed } from './support/pages-bed.ts'

/** Two websites; the agency’s is named in the policy. */
const agency = await freePort()
const servers: Server[] = []
const bed = pagesBed({
  changePolicy: (policy) => {
    for (const client of policy.clients)
      if (client.surface !== undefined) Object.assign(client.surface, { embeddedBy: [`http://127.0.0.1:${agency}`] })
  },
})

async function website(port: number): Promise<string> {
  const server = createServer((_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        `<!doctype html><html lang="en"><title>Agency</title><link rel="icon" href="data:,"><h1>Agency</h1><iframe title="Ask" width="400" height="700" src="${bed.gateway.url}/public/app-public"></iframe></html>`,
      ),
  )
  servers.push(server)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

let named: string
let other: string
beforeAll(async () => {
  named = await website(agency)
  other = await website(0)
})
afterAll(() => {
  for (const server of servers) server.close()
})

test('the agency’s website shows the chat in a frame, where it works without cookie or script; another website can’t [MS-60]', async () => {
  const { page, context, close } = await bed.visitor({ javaScript: false, origins: [bed.gateway.url, named, other] })
  await page.goto(named)
  const frame = page.frameLocator('iframe')
  await frame.getByRole('textbox').fill('When is the office open?')
  await frame.getByRole('button', { name: 'Send' }).click()
  await frame.locator('#answer-1').waitFor()
  expect(await frame.locator('#answer-1').textContent()).toContain('From an AI system of the Mississippi Department')
  await picture(page, 'public-embedded')
  expect(await context.cookies()).toEqual([])
  await page.goto(other)
  expect(await page.frameLocator('iframe').getByRole('textbox').count()).toBe(0)
  await close()
})

test('an employee who is signed in asks there as residents do: as the app, and as nobody more [MS-60]', async () => {
  const { page, faults, close } = await bed.signedIn('cto', { path: '/catalog' })
  await page.goto(`${bed.gateway.url}/public/app-public`)
  expect(await page.locator('body').textContent()).not.toContain('cto@its.ms.gov')
  await page.getByRole('textbox').fill('When is the office open?')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('#answer-1').waitFor()
  const record = /Reference: (\S+)/.exec((await page.locator('#answer-1').textContent())!)![1]!
  const [prompt] = await bed.gateway.app.store.exchange(record as never)
  const { principal } = JSON.parse(prompt!.parts['meta']!.toString('utf8')) as { principal: object }
  expect(principal).toMatchObject({ client: 'app-public', subjectType: 'service' })
  expect(faults).toEqual([])
  await close()
})
