import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '#src/config.ts'

test('an authority for client certificates without TLS of our own is a mistake that is told at the start', () => {
  expect(() => readConfig({ STATEHOUSE_TLS_CLIENT_CA: './clients.pem' })).toThrow(ConfigError)
  const { tls } = readConfig({
    STATEHOUSE_TLS_CERT: 'c.pem',
    STATEHOUSE_TLS_KEY: 'k.pem',
    STATEHOUSE_TLS_CLIENT_CA: './clients.pem',
  })
  expect(tls).toEqual({ cert: 'c.pem', key: 'k.pem', clientCa: './clients.pem' })
})
