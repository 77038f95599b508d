import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseCheckpointText } from '#src/core/checkpoint.ts'
import { cosignatureLine, cosignedAt, parseSignedNote, parseVerifierKey } from '#src/core/signed-note.ts'
import { formatAddCheckpoint } from '#src/core/tlog-witness.ts'
import type { GatewayStore } from '#src/records/gateway-store.ts'
import { createOutsideCopies } from '#src/records/outside/outside-copies.ts'
import { parseWitnessPolicy } from '#src/records/outside/witness-policy.ts'
import { signingKeyFromSeed } from '#src/records/signing-key.ts'
import { createWitness } from '#src/records/witness/witness.ts'
import { openWitnessFolder } from '#src/records/witness/witness-folder.ts'
import { createWitnessKeyFile, readWitnessKeyFile, witnessKeyFromSeed } from '#src/records/witness/witness-key.ts'
import { serveWitness, type WitnessServer } from '#src/records/witness/witness-server.ts'
import { draft, dropFolder, makeFolder, openStore, signingKey } from '../../support/record-store.ts'

const key = witnessKeyFromSeed('witness.example/auditor', Buffer.alloc(32, 2))
const verifier = parseVerifierKey(signingKey.vkey)
let folder: string
let store: GatewayStore
const servers: WitnessServer[] = []
beforeEach(async () => {
  folder = makeFolder()
  store = await openStore(join(folder, 'data'))
})
afterEach(async () => {
  await store.close()
  await Promise.all(servers.splice(0).map((server) => server.close()))
  dropFolder(folder)
})

async function witnessAt(
  name: string,
  witnessKey = key,
): Promise<WitnessServer & { post(body: string): Promise<Response> }> {
  const memory = await openWitnessFolder(join(folder, name))
  const { name: signer, privateKey } = witnessKey
  const service = createWitness({ name: signer, privateKey, logs: [verifier], memory, now: () => Date.now() })
  const server = await serveWitness(service, { host: '127.0.0.1', port: 0 })
  servers.push(server)
  return { ...server, post: (body) => fetch(`${server.url}/add-checkpoint`, { method: 'POST', body }) }
}

async function grow(entries: number): Promise<string> {
  for (let i = 0; i < entries; i++) await store.append(draft('boot'))
  return store.checkpoint()
}

function outside(policy: string, more: { anchorFile?: string; log?: GatewayStore; now?: () => number } = {}) {
  return createOutsideCopies({
    log: more.log ?? store,
    origin: signingKey.name,
    verifiers: [verifier],
    anchorFile: more.anchorFile ?? null,
    policy: policy === '' ? null : parseWitnessPolicy(policy),
    fetch,
    clock: { now: more.now ?? (() => Date.now()) },
  })
}

test('a cosignature is byte for byte that of other implementations', () => {
  const text = 'log.example.gov/its/ai\n2\nTT0n8pR047LybtJ8vxGkOHnqaPeIAEolZlSduz1/bXg=\n'
  expect(key.vkey).toBe('witness.example/auditor+8205a638+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU')
  expect(cosignatureLine(text, key.name, key.privateKey, 1_795_359_601)).toBe(
    '— witness.example/auditor ggWmOAAAAABrAwNxPRhzcnMAe/LvbMN449rTpJyBn2K6FbTth62G90iWvM4H2SJHJF6LN5m8KHTjeyjn6Ab9tNfWYosVeLk6cBUuBA==\n',
  )
})

describe('a witness', { tags: ['MO-13'] }, () => {
  const ask = (oldSize: number, checkpoint: string, proof: readonly Buffer[] = []) =>
    formatAddCheckpoint({ oldSize, proof, checkpoint })

  test('answers each kind of request as C2SP says', async () => {
    const witness = await witnessAt('w')
    const first = await grow(3)
    const signed = await witness.post(ask(0, first))
    expect(signed.status).toBe(200)
    const note = parseSignedNote(first)
    expect(
      cosignedAt(parseSignedNote(`${note.text}\n${await signed.text()}`), parseVerifierKey(key.vkey)),
    ).not.toBeNull()

    const second = await grow(2)
    const stale = await witness.post(ask(0, second))
    expect([stale.status, stale.headers.get('content-type'), await stale.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '3\n',
    ])
    expect((await witness.post(ask(3, second))).status).toBe(422)
    expect((await witness.post(ask(3, second, [Buffer.alloc(32), Buffer.alloc(32)]))).status).toBe(422)
    expect((await witness.post(ask(9, second))).status).toBe(400)
    expect((await witness.post('old 3\nnonsense')).status).toBe(400)
    const stranger = signingKeyFromSeed(signingKey.name, Buffer.alloc(32, 9))
    const forged = await openStore(join(folder, 'forged'), { signingKey: stranger })
    await forged.append(draft('boot'))
    expect((await witness.post(ask(3, await forged.checkpoint()))).status).toBe(403)
    await forged.close()
    const unknown = signingKeyFromSeed('log.example.gov/other', Buffer.alloc(32, 9))
    const other = await openStore(join(folder, 'other'), { signingKey: unknown, origin: unknown.name })
    await other.append(draft('boot'))
    expect((await witness.post(ask(0, await other.checkpoint()))).status).toBe(404)
    await other.close()
    expect((await fetch(`${witness.url}/add-checkpoint`)).status).toBe(404)
  })

  test('never signs two histories, though they ask at once and it was started anew', async () => {
    const witness = await witnessAt('w')
    const twin = await openStore(join(folder, 'twin'))
    for (let i = 0; i < 3; i++) await twin.append(draft('boot'))
    const [here, there] = [await grow(3), await twin.checkpoint()]
    await twin.close()
    const answers = await Promise.all([here, there].map(async (note) => (await witness.post(ask(0, note))).status))
    expect(answers.toSorted()).toEqual([200, 409])
    const again = await witnessAt('w')
    const loser = answers[0] === 200 ? there : here
    expect((await again.post(ask(3, loser))).status).toBe(409)
    expect((await again.post(ask(0, loser))).status).toBe(409)
  })

  test('keeps its key for itself', async () => {
    const made = await createWitnessKeyFile(join(folder, 'key'), 'sos.example/witness')
    expect((await readWitnessKeyFile(join(folder, 'key'))).vkey).toBe(made.vkey)
    await expect(createWitnessKeyFile(join(folder, 'key'), 'x')).rejects.toMatchObject({ code: 'EEXIST' })
  })
})

describe('the log and its witnesses', { tags: ['MO-13'] }, () => {
  const second = witnessKeyFromSeed('witness.example/archives', Buffer.alloc(32, 3))

  test('a quorum’s signatures go onto the checkpoint, as the log grows and when a witness knows more than was thought', async () => {
    const [one, two] = [await witnessAt('w1'), await witnessAt('w2', second)]
    const policy = `witness a ${key.vkey} ${one.url}\nwitness b ${second.vkey} ${two.url}\ngroup both all a b\nquorum both\n`
    const log = outside(policy)
    expect(log.cosigned()).toBeNull()
    for (const entries of [1, 3, 300, 0, 7]) {
      await grow(entries)
      await log.publish()
      const note = parseSignedNote(log.cosigned()!)
      expect(parseCheckpointText(note.text).size).toBe(await store.size())
      expect(note.signatures.map(({ name }) => name)).toEqual([signingKey.name, key.name, second.name])
      for (const { vkey } of [key, second]) expect(cosignedAt(note, parseVerifierKey(vkey))).not.toBeNull()
    }
    // Another process, which knows nothing of what was asked before.
    const fresh = outside(policy)
    await grow(5)
    await fresh.assertNotBehind()
    await fresh.publish()
    expect(fresh.status().witnessed?.size).toBe(await store.size())
  })

  test('with a witness down the log goes on, and its lag shows', async () => {
    const [one, two] = [await witnessAt('w1'), await witnessAt('w2', second)]
    const policy = `witness a ${key.vkey} ${one.url}\nwitness b ${second.vkey} ${two.url}\ngroup both all a b\nquorum both\n`
    let now = Date.now()
    const log = outside(policy, { now: () => now })
    await grow(2)
    await log.publish()
    const { witnessed } = log.status()
    await servers.pop()!.close()
    now += 20_000
    await grow(2)
    await log.publish()
    expect(log.status().witnessed).toEqual(witnessed)
    expect(log.status().witnesses).toMatchObject([
      { name: 'a', size: 4, fault: null },
      { name: 'b', size: 2 },
    ])
    expect(log.status().witnesses[1]!.fault).not.toBeNull()
    // A stale quorum doesn’t hide what was signed since.
    expect(log.cosigned()).toBeNull()
    const any = outside(policy.replace('all', 'any'))
    await any.publish()
    expect(any.status().witnessed?.size).toBe(4)
  })

  test('an answer that isn’t signed by the witness’s key is none', async () => {
    const one = await witnessAt('w1', second)
    const log = outside(`witness a ${key.vkey} ${one.url}\nquorum a\n`)
    await grow(1)
    await log.publish()
    expect(log.status()).toMatchObject({
      witnessed: null,
      witnesses: [{ fault: 'its answer is not signed by its key' }],
    })
  })

  test('a store that is behind or beside what a witness has seen is not gone on with', async () => {
    const witness = await witnessAt('w')
    const policy = `witness a ${key.vkey} ${witness.url}\nquorum a\n`
    await grow(5)
    await outside(policy).publish()
    for (const [entries, what] of [
      [3, /has seen 5 entries; the store has 3 entries with root/],
      [5, /has seen another log of 5 entries/],
      [6, /has seen another log of 5 entries/],
    ] as const) {
      const copy = await openStore(join(folder, `copy-${entries}`))
      for (let i = 0; i < entries; i++) await copy.append(draft('boot'))
      await copy.checkpoint()
      await expect(outside(policy, { log: copy }).assertNotBehind()).rejects.toThrow(what)
      await copy.close()
    }
    await outside(policy).assertNotBehind()
  })

  test('a store that is behind or beside its anchor is not gone on with, and both sizes and roots are named', async () => {
    const anchorFile = join(folder, 'anchor', 'checkpoint')
    await grow(5)
    const log = outside('', { anchorFile })
    await log.assertNotBehind()
    await log.publish()
    expect(log.status().anchor).toEqual({ size: 5, fault: null })
    await grow(300)
    await outside('', { anchorFile }).assertNotBehind()
    for (const entries of [0, 3, 5, 9]) {
      const copy = await openStore(join(folder, `copy-${entries}`))
      for (let i = 0; i < entries; i++) await copy.append(draft('boot'))
      const judged = outside('', { anchorFile, log: copy }).assertNotBehind()
      await expect(judged).rejects.toMatchObject({
        name: 'StoreBehind',
        message: expect.stringMatching(
          /seen 5 entries with root \S{44}; the store ha[sd] \d entries with root \S{44}/,
        ) as string,
      })
      await copy.close()
    }
  })
})

test.each([
  ['', 'a `quorum` line is missing'],
  [`witness a ${signingKey.vkey} https://w.example\nquorum a`, 'line 1: the key is not a witness’s'],
  [`witness a ${key.vkey} ftp://w.example\nquorum a`, 'line 1: its address'],
  ['quorum a', 'line 1: a is named before'],
  [`witness a ${key.vkey}\ngroup g 2 a\nquorum g`, 'line 2: its threshold'],
  [`witness a ${key.vkey}\nwitness a ${key.vkey}`, 'line 2: the name a is taken'],
  ['wittness a b', 'line 1: no such word'],
])('a witness policy that says %j is refused', (policy, why) => {
  expect(() => parseWitnessPolicy(policy)).toThrow(why)
})
