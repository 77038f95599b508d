import { afterAll, beforeAll, expect } from 'vitest'
import type { AppOptions } from '#src/composition/app-options.ts'
import { type Sandbox, startSandbox } from '#src/demo/sandbox/server.ts'
import { freePort } from '../../support/free-port.ts'
import { startGateway, type TestGateway, type TestGatewayOptions } from '../../support/start-gateway.ts'
import { closeBrowser, type Visitor, type VisitorOptions, visitor } from './browser.ts'
import { LOOKING_MS } from './look.ts'
import { judgePseudo, watchPages } from './pseudo-pages.ts'
import { signInBeforehand, signInInPerson } from './sign-in.ts'

export interface PagesBed {
  readonly gateway: TestGateway
  readonly sandbox: Sandbox
  /** Somebody whom nobody knows yet. */
  visitor(options?: Partial<VisitorOptions>): Promise<Visitor>
  /** Signed in by the directory, at `path`; in person by its own page, click by click. */
  signedIn(
    persona: string,
    options?: Partial<VisitorOptions> & { path?: string; accepts?: boolean; inPerson?: boolean },
  ): Promise<Visitor>
}

/** The real gateway with its pages, the demo’s directory and model, and a browser. Time can be moved: `clock.ahead`. */
export function pagesBed(options: Partial<TestGatewayOptions> = {}): PagesBed & { readonly clock: { ahead: number } } {
  const clock = { ahead: 0, now: () => Date.now() + clock.ahead }
  let gateway: TestGateway
  let sandbox: Sandbox
  let watched: Awaited<ReturnType<typeof watchPages>>
  beforeAll(async () => {
    watched = await watchPages()
    sandbox = await startSandbox({ port: 0 })
    gateway = await startGateway({
      upstream: sandbox.origin,
      ...options,
      env: { STATEHOUSE_PORT: String(await freePort()), ...options.env },
      app: { clock, ...options.app } as Partial<AppOptions>,
    })
  })
  // Every state that the tests have brought the pages to, once more in a language that is longer than any.
  afterAll(async () => {
    try {
      watched.stop()
      expect(await judgePseudo(watched.shown(), gateway.url)).toEqual([])
    } finally {
      await closeBrowser()
      await gateway?.close()
      await sandbox?.close()
    }
  }, LOOKING_MS)
  const bed: PagesBed & { clock: { ahead: number } } = {
    clock,
    get gateway() {
      return gateway
    },
    get sandbox() {
      return sandbox
    },
    visitor: (more = {}) => visitor({ origins: [gateway.url, gateway.issuer], ...more }),
    async signedIn(persona, { path = '/', accepts = true, inPerson = false, ...more } = {}) {
      const found = await bed.visitor(more)
      if (inPerson) await signInInPerson(found.page, `${gateway.url}${path}`, persona, accepts)
      else {
        await signInBeforehand(found.context, { url: gateway.url, persona, accepts })
        await found.page.goto(`${gateway.url}${path}`)
      }
      return found
    },
  }
  return bed
}
