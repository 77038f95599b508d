import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { readClauses } from './src/conformance/clause-register.ts'
import { AccessibilityReporter } from './test/support/accessibility-reporter.ts'
import { ClauseReporter } from './test/support/clause-reporter.ts'

/** In the long form these hold to what is promised of time and memory: one by one, when everything else is done. */
const ALONE = process.env['STATEHOUSE_TEST_FULL'] === '1' ? { maxWorkers: 1, sequence: { groupOrder: 1 } } : {}

export default defineConfig({
  test: {
    // Files share processes: to read the gateway's modules anew for each took a third of the time of the whole.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/architecture/**/*.test.ts'] } },
      { extends: true, test: { name: 'conformance', include: ['test/conformance/**/*.test.ts'] } },
      // One page after the other, in every state.
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 300_000 } },
      { extends: true, test: { name: 'fault', include: ['test/fault/**/*.test.ts'], ...ALONE } },
    ],
    // Which clause a test shows to be kept: `vitest run --tags-filter MS-28` runs what shows that one.
    tags: readClauses('policies/clauses').map(({ id, says }) => ({ name: id, description: says })),
    reporters: [
      'default',
      new ClauseReporter(process.env['STATEHOUSE_TEST_EVIDENCE']),
      new AccessibilityReporter(process.env['STATEHOUSE_TEST_EVIDENCE']),
    ],
    // Processes that tests start read what others have compiled before them; started by hand, too.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.compile-cache') },
    globalSetup: ['test/support/build-pages.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    // More than processors: whoever starts servers, kills them or waits for a clock leaves them to others.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    passWithNoTests: false,
  },
})
