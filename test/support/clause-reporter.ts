import { readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

const FILE = 'src/conformance/evidence.json'

type Shown = Readonly<Record<string, readonly string[]>>

/**
 * Gathers which clause was shown by which test files, and holds the committed evidence against it: a claim of
 * `statehouse conformance` rests on tests that ran, or the build fails. More than is claimed fails nothing. Only a whole run
 * can tell, so others skip it.
 */
export class ClauseReporter implements Reporter {
  readonly #mode: string | undefined
  constructor(mode: string | undefined) {
    this.#mode = mode
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#mode === undefined) return
    const shown = gather(modules)
    if (this.#mode === 'write') return writeFileSync(FILE, `${JSON.stringify(shown, null, 2)}\n`)
    const claimed = JSON.parse(readFileSync(FILE, 'utf8')) as Shown
    const unshown = Object.entries(claimed).flatMap(([clause, files]) =>
      files.filter((file) => shown[clause]?.includes(file) !== true).map((file) => `${clause} by ${file}`),
    )
    if (unshown.length === 0) return
    process.exitCode = 1
    process.stderr.write(`\nclaimed and not shown: ${unshown.join(', ')}; npm run evidence writes ${FILE}\n`)
  }
}

/** The clauses that a test is about: in its tags, in its name, or in its group's. */
function clausesOf(test: TestCase): ReadonlySet<string> {
  return new Set([...test.tags, ...(test.fullName.match(/\bM[SO]-\d{2}\b/g) ?? [])])
}

function gather(modules: readonly TestModule[]): Shown {
  const files = new Map<string, Set<string>>()
  const failed = new Set<string>()
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      for (const clause of clausesOf(test)) {
        if (test.result().state !== 'passed') failed.add(clause)
        const of = files.get(clause) ?? new Set()
        files.set(clause, of.add(relative(process.cwd(), module.moduleId)))
      }
    }
  }
  const rows = [...files]
    .filter(([clause]) => !failed.has(clause))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([clause, shown]) => [clause, [...shown].sort()] as const)
  return Object.fromEntries(rows)
}
