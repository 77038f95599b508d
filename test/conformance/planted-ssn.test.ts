import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { wires } from '#src/wires/index.ts'
import type { Wire } from '#src/wires/wire.ts'
import { holdsDigits } from '#test/support/identifier-spellings.ts'
import { type RawUpstream, startRawUpstream } from '#test/support/raw-upstream.ts'
import { documentsOf, type Position, plant, positionsOf, type ShapeDocument } from '#test/support/shape-documents.ts'
import { startGateway, type TestGateway } from '#test/support/start-gateway.ts'

/** An error of the upstream's own: the answer is not what these tests are about. */
const SEEN = { error: { message: 'seen', type: 'invalid_request_error', param: null, code: 'seen' } }
const SSN = '536-22-8145'
const DIGITS = '536228145'

let upstream: RawUpstream
let gateway: TestGateway
let token: string
let seenBefore: number

beforeAll(async () => {
  upstream = await startRawUpstream((_request, reply) => reply.json(400, SEEN))
  gateway = await startGateway({
    upstream: upstream.origin,
    changePolicy(policy) {
      policy.quotas = []
      // What no detector reads is let through, so that it can't be what refuses a request here.
      for (const system of policy.systems) system.unscannable = 'allow'
    },
  })
  token = await gateway.token('employee')
  await gateway.acknowledge(token)
})
afterAll(async () => {
  await gateway.close()
  await upstream.close()
})
beforeEach(() => {
  seenBefore = upstream.requests.length
})

interface Sent {
  readonly status: number
  readonly code: string
  readonly isForwarded: boolean
}

async function send(wire: Wire, body: string): Promise<Sent> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${gateway.url}${wire.path}`, { method: 'POST', headers, body })
  const { error } = (await answer.json()) as { error: { code: string } }
  return { status: answer.status, code: error.code, isForwarded: error.code === 'seen' }
}

/** Bodies that the upstream received in this test. */
function received(): string[] {
  return upstream.requests.slice(seenBefore).map((request) => request.body.toString('utf8'))
}

/** Documents as the generator gives them, without references into records that no test has made, each position once. */
function plantable(wire: Wire): { document: ShapeDocument; position: Position }[] {
  const known = new Set<string>()
  return documentsOf(wire.request).flatMap(({ value }) => {
    const kept = withoutReferences(value)
    const document = { value: kept, positions: positionsOf(kept) }
    const fresh = Object.entries(kept as object).filter(([key, member]) => !known.has(`${key} ${JSON.stringify(member)}`))
    for (const [key, member] of fresh) known.add(`${key} ${JSON.stringify(member)}`)
    const keys = new Set<unknown>(fresh.map(([key]) => key))
    return document.positions.filter(({ path }) => keys.has(path[0])).map((position) => ({ document, position }))
  })
}

function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isReference(item)).map(withoutReferences)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutReferences(member)]))
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'item_reference'
}

/** Every position has a number of its own, so that what is found upstream tells where it came from. */
function numberOf(index: number): string {
  return `53${String(1 + (index % 9))}${String(10 + (Math.floor(index / 9) % 89))}${String(1000 + (index % 8999))}`
}

describe.each(wires.map((wire) => ({ id: wire.id, wire })))('$id', ({ wire }) => {
  test('every generated document is one that is forwarded', async () => {
    for (const { value } of documentsOf(wire.request)) {
      const sent = await send(wire, JSON.stringify(withoutReferences(value)))
      expect(sent, JSON.stringify(value)).toMatchObject({ isForwarded: true })
    }
  })

  test('an SSN at any string, key or number never reaches the model', async () => {
    const all = plantable(wire)
    const planted: { digits: string; at: string }[] = []
    let forwarded = 0
    const work = all.entries()
    const sendAll = async (): Promise<void> => {
      for (const [index, { document, position }] of work) {
        const digits = numberOf(index)
        const text = `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`
        planted.push({ digits, at: `${position.kind} ${position.path.join('.')}` })
        const sent = await send(wire, plant(document, position, position.kind === 'number' ? Number(digits) : text))
        if (sent.isForwarded) forwarded++
        else expect(sent.status, sent.code).toBeLessThan(500)
      }
    }
    await Promise.all(Array.from({ length: 8 }, sendAll))
    const bodies = received()
    expect(bodies).toHaveLength(forwarded)
    const leaked = planted.filter(({ digits }) => bodies.some((body) => holdsDigits(body, digits)))
    expect(leaked).toEqual([])
    // Most free texts are redacted and forwarded; refusing them all would hold the guarantee and serve nobody.
    console.log(wire.id, all.length, forwarded)
  })
})
