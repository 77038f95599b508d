import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { project } from '../../support/source-files.ts'
import { nameState, noteCheck, noteVersion } from './seen.ts'

/** The same Chromium without its windows first: profiles, tabs and menus that nobody sees are half of what a page costs. */
const EXECUTABLES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const ARTEFACTS = join(project, 'test/browser/artefacts')

/** The widths that every page is looked at in: a desk, and a phone or 400 % zoom (WCAG 1.4.10). */
export const WIDTHS = [1280, 320] as const

let launched: Promise<Browser> | null = null

/** One browser a test file, of the system. Where there is none, tests fail with what installs it: they are not skipped. */
export function browser(): Promise<Browser> {
  launched ??= launch()
  return launched
}

async function launch(): Promise<Browser> {
  const executablePath = EXECUTABLES.find((file) => existsSync(file))
  if (executablePath === undefined)
    throw new Error(
      'the browser tests need Chromium: apt-get install -y --no-install-recommends chromium-headless-shell fonts-noto-core',
    )
  const launching = chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  noteVersion('Chromium', (await launching).version())
  return launching
}

export async function closeBrowser(): Promise<void> {
  await (await launched)?.close()
  launched = null
}

export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** What a page must never do: errors, reports of the content security policy, requests elsewhere, files that aren’t there. */
  readonly faults: string[]
  close(): Promise<void>
}

export interface VisitorOptions {
  readonly width?: number
  readonly javaScript?: boolean
  readonly language?: string
  readonly reducedMotion?: boolean
  readonly forcedColors?: boolean
  /** Origins beside the gateway’s that pages may lead to: the directory. */
  readonly origins: readonly string[]
}

/** A context of its own, without anything of anybody else’s in it. */
export async function visitor(options: VisitorOptions): Promise<Visitor> {
  const context = await (await browser()).newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    javaScriptEnabled: options.javaScript ?? true,
    locale: options.language ?? 'en-US',
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: options.forcedColors ? 'active' : 'none',
  })
  context.setDefaultTimeout(10_000)
  if (options.javaScript === false) noteCheck('no-script')
  if (options.reducedMotion) noteCheck('reduced-motion')
  if (options.forcedColors) noteCheck('forced-colours')
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !isAnswer(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && !options.origins.includes(origin)) faults.push(`request to ${origin}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && response.url().includes('/assets/'))
      faults.push(`${response.status()} ${response.url()}`)
  })
  return { context, page, faults, close: () => context.close() }
}

/** The browser logs answers from 400 up as errors; a page that says no is none. */
function isAnswer(text: string): boolean {
  return /^Failed to load resource: the server responded with a status of (400|401|403|404|409|413|415|422|428|429|503)/.test(
    text,
  )
}

/** Pictures are for people to look at: the short form, which runs all the time, takes none unless it is told to. */
const TAKES_PICTURES = process.env['STATEHOUSE_TEST_FULL'] === '1' || process.env['STATEHOUSE_TEST_PICTURES'] === '1'

/** Kept beside the tests, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  nameState(page, name)
  if (!TAKES_PICTURES) return
  await mkdir(ARTEFACTS, { recursive: true })
  await page.screenshot({ path: join(ARTEFACTS, `${name}-${page.viewportSize()!.width}.png`), fullPage: true })
}
