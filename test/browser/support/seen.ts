import { appendFileSync, mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { OwnCheck } from '#src/conformance/accessibility.ts'
import { SEEN, type Seen } from '../../support/seen-folder.ts'
import { project } from '../../support/source-files.ts'

/** What a state of a page is called in these tests, by the page that is in it now. */
const names = new WeakMap<Page, string>()

/** From here on the page is in this state. */
export function nameState(page: Page, name: string): void {
  names.set(page, name)
}

/** A state of a page was looked at. */
export function noteLook(page: Page, kind: 'axe' | 'own'): void {
  const state = names.get(page) ?? new URL(page.url()).pathname
  note({ kind, state: state.replaceAll(/[0-9a-f-]{32,36}|\d{4,}/g, '0'), width: page.viewportSize()!.width })
}

/** Something that axe can’t see was checked by the test that runs. */
export function noteCheck(check: OwnCheck): void {
  note({ kind: 'check', check, file: relative(project, expect.getState().testPath ?? '') })
}

export function noteLonger(pages: readonly string[]): void {
  for (const page of pages) note({ kind: 'longer', page })
}

export function noteVersion(name: string, version: string): void {
  note({ kind: 'version', name, version })
}

function note(seen: Seen): void {
  mkdirSync(SEEN, { recursive: true })
  appendFileSync(join(SEEN, `${process.pid}.jsonl`), `${JSON.stringify(seen)}\n`)
}
