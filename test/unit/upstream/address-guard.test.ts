import { describe, expect, test } from 'vitest'
import { addressAllowed, guardedLookup } from '#src/upstream/address-guard.ts'
import { createEgress } from '#src/upstream/egress.ts'

const PUBLIC = addressAllowed({ network: 'public', cidr: null })

describe('a public system is reached at public addresses only (MS-50)', { tags: ['MS-50'] }, () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ])('%s is refused', (address) => expect(PUBLIC(address)).toBe(false))
  test.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:2800:220:1::1', '::ffff:8.8.8.8'])(
    '%s is reached',
    (address) => expect(PUBLIC(address)).toBe(true),
  )
})

test('a private system is reached in its exact range, nowhere else', () => {
  const allowed = addressAllowed({ network: 'private', cidr: '10.20.30.0/28' })
  expect(['10.20.30.1', '10.20.30.15', '10.20.30.16', '8.8.8.8', '127.0.0.1'].map(allowed)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('a name that resolves to this machine doesn’t become a public system', async () => {
  const error = await new Promise((resolve) =>
    guardedLookup(PUBLIC)('localhost', { all: true }, (failure) => resolve(failure)),
  )
  expect(error).toMatchObject({ code: 'ERR_ADDRESS_REFUSED' })
})

test('a literal address is judged before anything connects', async () => {
  const egress = createEgress(null)
  const target = {
    origin: 'https://169.254.169.254',
    basePath: '',
    network: 'public',
    cidr: null,
    caFile: null,
    timeouts: { connectMs: 1, firstByteMs: 1, idleMs: 1 },
  } as const
  expect(() => egress.pool(target)).toThrow('not approved')
  await egress.close()
})
