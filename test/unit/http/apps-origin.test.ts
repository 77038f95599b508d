import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '#src/config.ts'

const PAGES = 'http://gateway.example.gov'

function problemsOf(apps: string, pages = PAGES): readonly string[] {
  try {
    readConfig({ STATEHOUSE_APPS_ORIGIN: apps, STATEHOUSE_PUBLIC_URL: pages })
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

test('applications have an origin of their own: another host than the pages’, and as well guarded', () => {
  expect(problemsOf('https://apps.example.gov')).toEqual([])
  expect(problemsOf('https://apps.example.gov/')).toEqual([])
  const alone = 'an origin alone'
  for (const [apps, pages, problem] of [
    ['https://apps.example.gov/path', PAGES, alone],
    ['https://user@apps.example.gov', PAGES, alone],
    ['apps.example.gov', PAGES, alone],
    ['javascript:alert(1)', PAGES, alone],
    ['http://gateway.example.gov:8443', PAGES, 'another host name'],
    ['http://apps.example.gov', 'https://gateway.example.gov', 'must be https:'],
  ] as const)
    expect.soft(problemsOf(apps, pages).join('\n'), apps).toContain(problem)
})
