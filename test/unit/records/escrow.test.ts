import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CustodianKey, createCustodianKeyFile, readCustodianKeyFile } from '#src/records/escrow/custodian-key.ts'
import { joinShares, openShare, sealKeys } from '#src/records/escrow/seal-keys.ts'
import { keyRingText, rotatedKeyRing } from '#src/records/key-ring.ts'
import { rotatedSigningKey, signingKeyText } from '#src/records/signing-key.ts'
import { dropFolder, makeFolder, recordKey, signingKey } from '../../support/record-store.ts'

let folder: string
let open: [CustodianKey, CustodianKey]
let secret: [CustodianKey, CustodianKey]
beforeEach(async () => {
  folder = makeFolder()
  const files = [join(folder, 'a'), join(folder, 'b')] as const
  open = [await createCustodianKeyFile(files[0], 'archives'), await createCustodianKeyFile(files[1], 'auditor')]
  secret = [await readCustodianKeyFile(files[0]), await readCustodianKeyFile(files[1])]
})
afterEach(() => dropFolder(folder))

const keys = { ring: rotatedKeyRing(recordKey), signingKey: rotatedSigningKey(signingKey, 0) }

describe('escrow', { tags: ['MS-24'] }, () => {
  test('two custodians together have every key, those before a rotation included', async () => {
    const [one, other] = await sealKeys(keys, open)
    const joined = joinShares(await openShare(other, secret[1]), await openShare(one, secret[0]))
    expect(keyRingText(joined.ring)).toBe(keyRingText(keys.ring))
    expect(signingKeyText(joined.signingKey)).toBe(signingKeyText(keys.signingKey))
  })

  test('one custodian alone, with both sealed shares in hand, has nothing', async () => {
    const [one, other] = await sealKeys(keys, open)
    await expect(openShare(other, secret[0])).rejects.toThrow('not sealed to archives')
    const own = await openShare(one, secret[0])
    expect(() => joinShares(own, own)).toThrow('not the two halves')
    const seed = Buffer.from(keys.ring.record.export().toString('base64'))
    expect(Buffer.from(own.data, 'base64').includes(seed)).toBe(false)
  })

  test('shares of two sealings don’t fit, and an altered one doesn’t open', async () => {
    const [one] = await sealKeys(keys, open)
    const [, other] = await sealKeys(keys, open)
    const two = [await openShare(one, secret[0]), await openShare(other, secret[1])]
    expect(() => joinShares(two[0]!, two[1]!)).toThrow('not the two halves')
    const altered = `${one.slice(0, -3)}${one.endsWith('AAA') ? 'BBB' : 'AAA'}`
    await expect(openShare(altered, secret[0])).rejects.toThrow('altered')
  })

  test('one custodian can’t be both, and the private key is for its owner only', async () => {
    await expect(sealKeys(keys, [open[0], open[0]])).rejects.toThrow('name two keys')
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600)
    expect(JSON.stringify(open)).not.toContain((JSON.parse(readFileSync(join(folder, 'a'), 'utf8')) as { d: string }).d)
  })
})
