import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../../src/config.ts'

const read = (url: string): string | null => readConfig({ STATEHOUSE_DATABASE_URL: url }).databaseUrl

test.each([
  'postgres://gateway@127.0.0.1:5433/log',
  'postgresql://gateway@localhost/log',
  'postgres://gateway@localhost/log?host=/var/run/postgresql',
  'postgres://gateway:pw@db.its.ms.gov/log?sslmode=verify-full',
])('a database here, or beyond this machine with verified TLS, is taken: %s', (url) => {
  expect(read(url)).toBe(url)
})

test.each([
  ['mysql://gateway@localhost/log', 'of the form postgres://'],
  ['not an address', 'of the form postgres://'],
  ['postgres://gateway@localhost', 'of the form postgres://'],
  ['postgres://gateway:hunter2@db.its.ms.gov/log', 'sslmode=verify-full'],
  ['postgres://gateway:hunter2@db.its.ms.gov/log?sslmode=require', 'sslmode=verify-full'],
  ['postgres://gateway:hunter2@db.its.ms.gov/log?sslmode=verify-full&sslmode=disable', 'sslmode=verify-full'],
  ['postgres://gateway:hunter2@localhost/log?host=db.its.ms.gov', 'sslmode=verify-full'],
])('%s is refused, without its password being shown', (url, mend) => {
  const refusal = (() => {
    try {
      return read(url)
    } catch (error) {
      return error
    }
  })()
  expect(refusal).toBeInstanceOf(ConfigError)
  expect(String(refusal)).toContain(mend)
  expect(String(refusal)).not.toContain('hunter2')
})
