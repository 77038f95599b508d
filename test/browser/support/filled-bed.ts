import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { createKeyRing } from '#src/records/key-ring.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { fillRecords } from '../../support/fill-records.ts'
import type { TestGatewayOptions } from '../../support/start-gateway.ts'
import type { Visitor, VisitorOptions } from './browser.ts'
import { type PagesBed, pagesBed } from './pages-bed.ts'

export interface FilledBed extends PagesBed {
  readonly clock: { ahead: number }
  readonly folder: string
  /** Signed in, at a page of the console, purpose stated. */
  looking(persona: string, path: string, options?: Partial<VisitorOptions>): Promise<Visitor>
}

/** A gateway over a log of some hundred made-up exchanges. */
export function filledBed(records: number, options: Partial<TestGatewayOptions> = {}): FilledBed {
  const folder = mkdtempSync(join(tmpdir(), 'statehouse-filled-'))
  const recordKey = createKeyRing()
  const signingKey = signingKeyFromSeed('test.example/log', Buffer.alloc(32, 7))
  beforeAll(async () => {
    await fillRecords({ folder, recordKey, signingKey, records, days: 150, now: Date.now() - 60_000 })
  })
  const bed = pagesBed({ folder, ...options, app: { recordKey, ...options.app } })
  beforeAll(async () => {
    const { store } = bed.gateway.app
    while (store.health().indexLag > 0) await new Promise((done) => setTimeout(done, 20))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return Object.assign(bed, {
    folder,
    async looking(persona: string, path: string, more: Partial<VisitorOptions> = {}) {
      const found = await bed.signedIn(persona, { path, ...more })
      const { page } = found
      if (new URL(page.url()).pathname === '/console/access') {
        await page.locator('#purpose').selectOption('audit')
        await page.locator('#matter').fill('engagement 2026-14')
        await page.locator('#reason').fill('Yearly review of use')
        await page.locator('form[action="/console/access"] button').click()
        await page.waitForURL((url) => url.pathname !== '/console/access')
      }
      return found
    },
  })
}
