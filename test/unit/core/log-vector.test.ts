import { expect, test } from 'vitest'
import { canonicalJson } from '../../../src/core/canonical-json.ts'
import { checkpointText, openCheckpoint, signCheckpoint } from '../../../src/core/checkpoint.ts'
import { partCommitment } from '../../../src/core/commitment.ts'
import { appendLeaf, EMPTY_FRONTIER, leafHash, rootOf } from '../../../src/core/merkle.ts'
import {
  COSIGNATURE_V1,
  cosignedAt,
  parseSignedNote,
  parseVerifierKey,
  toVerifierKey,
} from '../../../src/core/signed-note.ts'
import { signingKeyFromSeed } from '../../../src/records/signing-key.ts'

const origin = 'log.example.gov/its/ai'
const key = signingKeyFromSeed(origin, Buffer.alloc(32, 1))
const witnessKey = signingKeyFromSeed('witness.example/auditor', Buffer.alloc(32, 2))
const witness = 'witness.example/auditor+8205a638+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU'
const meta = Buffer.from(canonicalJson({ user: 'jdoe', model: 'm1' }))
const body = Buffer.from(
  canonicalJson({ messages: [{ role: 'user', content: 'Draft a reply about Route 63 — café' }] }),
)

function leaf(id: string, time: string, type: string): Buffer {
  const parts = [
    { n: 'meta', c: partCommitment(Buffer.alloc(32, 0x5a), meta).toString('base64') },
    { n: 'body', c: partCommitment(Buffer.alloc(32, 0xa5), body).toString('base64') },
  ]
  return Buffer.from(canonicalJson({ v: 1, id: `0193b2f0-0000-7000-8000-00000000000${id}`, parts, time, type }))
}

test('commitments are those of the published vector', () => {
  expect(meta.toString()).toBe('{"model":"m1","user":"jdoe"}')
  expect(body.byteLength).toBe(81)
  expect(partCommitment(Buffer.alloc(32, 0x5a), meta).toString('base64')).toBe(
    'GqQ2rftX7/2Mem3GvybmQtJypRYdUw1ImNZF8Wo+Te4=',
  )
  expect(partCommitment(Buffer.alloc(32, 0xa5), body).toString('base64')).toBe(
    'epX/YOlHIf3Er+o11WZR7Ko5gfx1RVSAVlswjFbUZ/M=',
  )
})

test('leaves, root, note and keys are those of the published vector', () => {
  const leaf0 = leaf('1', '2026-11-22T15:00:00.000Z', 'prompt')
  const leaf1 = leaf('2', '2026-11-22T15:00:01.250Z', 'response')
  expect(leaf0.byteLength).toBe(239)
  expect(leafHash(leaf0).toString('hex')).toBe('ed8064bbe757b9c8877302d0f3c00b312bc45e0b33ff26145b04b048308ec749')
  expect(leafHash(leaf1).toString('hex')).toBe('e0b9326751b616947bbef4cf994771c4221f56049d28c5c29ec9b4258cd9e708')
  const root = rootOf(appendLeaf(appendLeaf(EMPTY_FRONTIER, leafHash(leaf0)), leafHash(leaf1)))
  expect(root.toString('hex')).toBe('4d3d27f29474e3b2f26ed27cbf11a43879ea68f788004a2566549dbb3d7f6d78')
  expect(key.vkey).toBe('log.example.gov/its/ai+9814a4ad+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c')
  expect(toVerifierKey(witnessKey.name, COSIGNATURE_V1, witnessKey.privateKey)).toBe(witness)

  const note = signCheckpoint({ origin, size: 2, root }, key.privateKey)
  expect(note).toBe(
    `${origin}\n2\nTT0n8pR047LybtJ8vxGkOHnqaPeIAEolZlSduz1/bXg=\n\n` +
      `\u2014 ${origin} mBSkrRTuDfI30hibgWInnHaFKMrDTAtr5FTXPHbXxR/974wOje/DFxl5ZCh3rlskvYCzcNKP5/m/p5+CWlOB1A7RcAw=\n`,
  )
  expect(openCheckpoint(note, parseVerifierKey(key.vkey))).toEqual({ origin, size: 2, root })

  const cosigned =
    note +
    '\u2014 witness.example/auditor ggWmOAAAAABrAwNxPRhzcnMAe/LvbMN449rTpJyBn2K6FbTth62G90iWvM4H2SJHJF6LN5m8KHTjeyjn6Ab9tNfWYosVeLk6cBUuBA==\n'
  expect(cosignedAt(parseSignedNote(cosigned), parseVerifierKey(witness))).toBe(1795359601)
  expect(openCheckpoint(cosigned, parseVerifierKey(key.vkey)).size).toBe(2)
})

test('a note with another size, another key or another origin is refused', () => {
  const root = Buffer.alloc(32, 7)
  const note = signCheckpoint({ origin, size: 2, root }, key.privateKey)
  const other = signingKeyFromSeed(origin, Buffer.alloc(32, 3))
  const verifier = parseVerifierKey(key.vkey)
  expect(() => openCheckpoint(note.replace('\n2\n', '\n3\n'), verifier)).toThrow('not signed')
  expect(() => openCheckpoint(note, parseVerifierKey(other.vkey))).toThrow('not signed')
  expect(() =>
    openCheckpoint(signCheckpoint({ origin: 'elsewhere', size: 2, root }, key.privateKey), verifier),
  ).toThrow()
  expect(() => parseVerifierKey(key.vkey.replace('9814a4ad', '00000000'))).toThrow('wrong key id')
  expect(checkpointText({ origin, size: 0, root })).toBe(`${origin}\n0\n${root.toString('base64')}\n`)
})
