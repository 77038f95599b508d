import { expect, test } from 'vitest'
import { searchRefreshSeconds } from '#src/http/pages/console/job-seconds.ts'
import { createRunningSearches } from '#src/http/pages/console/running-searches.ts'

test('the page of a slow search asks soon once, and then so seldom that a slow keyboard gets through it', async () => {
  const answer = Promise.withResolvers<string>()
  const running = createRunningSearches<string>(() => 'search')
  const ask = (): number => {
    const search = running.at('somebody', '/console?q=levee', () => answer.promise)
    return searchRefreshSeconds(search.looks())
  }
  expect([ask(), ask(), ask()]).toEqual([2, 10, 10])
  running.stop('somebody', 'search')
  answer.resolve('')
})
