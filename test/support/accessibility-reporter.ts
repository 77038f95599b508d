import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { type AccessibilityEvidence, readAccessibility } from '#src/conformance/accessibility.ts'
import { accessibilityOf, unseenOf } from './accessibility-of.ts'
import { SEEN, type Seen } from './seen-folder.ts'

const FILE = 'src/conformance/accessibility.json'

/**
 * Makes of what browser tests looked at the evidence that the page about accessibility is written from, and holds the
 * committed one against it. Only a whole run that passed can tell, so others change nothing.
 */
export class AccessibilityReporter implements Reporter {
  readonly #mode: string | undefined
  constructor(mode: string | undefined) {
    this.#mode = mode
  }

  onTestRunStart(): void {
    rmSync(SEEN, { recursive: true, force: true })
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#mode === undefined || modules.some((module) => !module.ok())) return
    const form = process.env['STATEHOUSE_TEST_FULL'] === '1' ? 'full' : 'short'
    const claimed = readAccessibility()
    const shown = accessibilityOf(readSeen(), form, new Date().toISOString().slice(0, 10))
    if (this.#mode === 'write') return write(sameBut(claimed, shown) ? claimed : shown)
    const unseen = unseenOf(claimed, shown)
    if (unseen.length === 0) return
    process.exitCode = 1
    process.stderr.write(`\nclaimed and not seen: ${unseen.join(', ')}; npm run evidence writes ${FILE}\n`)
  }
}

function readSeen(): Seen[] {
  if (!existsSync(SEEN)) return []
  return readdirSync(SEEN).flatMap((name) =>
    readFileSync(join(SEEN, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Seen),
  )
}

/** Seen again, it keeps its day: a file that says the same stays the same. */
function sameBut(a: AccessibilityEvidence, b: AccessibilityEvidence): boolean {
  return JSON.stringify({ ...a, date: '' }) === JSON.stringify({ ...b, date: '' })
}

/** Small to keep and to compare: a line for each list. */
function write(evidence: AccessibilityEvidence): void {
  const text = JSON.stringify(evidence, null, 2).replaceAll(
    /\[\s+([^[\]{}]*?)\s+\]/g,
    (_, inner: string) => `[${inner.replaceAll(/\s*\n\s*/g, ' ')}]`,
  )
  writeFileSync(FILE, `${text}\n`)
}
