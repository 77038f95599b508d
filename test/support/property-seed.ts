import fc from 'fast-check'

/**
 * `npm test` draws the same examples every time, so that red means the change. `npm run test:full` draws new ones, and a
 * failure there prints the seed that repeats it.
 */
if (process.env['STATEHOUSE_TEST_FULL'] !== '1') fc.configureGlobal({ seed: 20_261_122 })
