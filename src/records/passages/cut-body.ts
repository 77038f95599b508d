import { createHmac, hkdfSync } from 'node:crypto'
import { firstKeys, type KeyRing } from '../key-ring.ts'
import { messageEnds } from './message-ends.ts'

/** Bytes of a passage's name. */
const ID_BYTES = 16

/** A body below this size is stored whole, bytes: names, keys and rows would cost more than its words. */
const CUT_FROM = 2_048

/** A passage has at least this many bytes; in a long body more, so that none has thousands. */
const PASSAGE_MIN = 512
const PASSAGE_SHARE = 1 / 256

/** A stretch of what somebody sent, named by itself, by all that stood before it and by who sent it. */
export interface Passage {
  readonly id: Buffer
  /** The passage before it; null: it is the first. */
  readonly parent: Buffer | null
  readonly content: Buffer
}

/** A body as it is stored: passages from its beginning, what is its own, and perhaps one passage that ends it. */
export interface CutBody {
  readonly beginning: readonly Passage[]
  readonly own: Buffer
  readonly ending: Passage | null
}

const keys = new WeakMap<KeyRing, Buffer>()

/** The key that names passages: whoever hasn't the ring can't test a guess of one. */
export function passageKey(ring: KeyRing): Buffer {
  let key = keys.get(ring)
  if (key === undefined) {
    key = Buffer.from(hkdfSync('sha256', firstKeys(ring).record, '', 'passages', 32))
    keys.set(ring, key)
  }
  return key
}

/**
 * Cuts a body behind its messages. A client that sends a conversation again with each turn gives the same passages again,
 * each once for each `caller`: where it is cut follows from what stands before the cut alone. Null: it is stored whole.
 */
export function cutBody(body: Buffer, key: Buffer, caller: string): CutBody | null {
  if (body.byteLength < CUT_FROM) return null
  const ends = messageEnds(body)
  if (ends.length < 2) return null
  const beginning: Passage[] = []
  let digest = mac(key, 'beginning', Buffer.from(caller))
  let parent: Buffer | null = null
  let from = 0
  for (const end of ends) {
    if (end - from < Math.max(PASSAGE_MIN, from * PASSAGE_SHARE)) continue
    const content = body.subarray(from, end)
    digest = mac(key, digest, content)
    const id = digest.subarray(0, ID_BYTES)
    beginning.push({ id, parent, content })
    parent = id
    from = end
  }
  const tail = body.subarray(ends.at(-1)!)
  const ending = tail.byteLength < PASSAGE_MIN ? null : endingOf(tail, key, caller)
  if (parent === null && ending === null) return null
  return { beginning, own: body.subarray(from, ending === null ? body.byteLength : ends.at(-1)!), ending }
}

/** What follows the messages (tools, settings) is the same with each turn. */
function endingOf(content: Buffer, key: Buffer, caller: string): Passage {
  const digest = mac(key, mac(key, 'ending', Buffer.from(caller)), content)
  return { id: digest.subarray(0, ID_BYTES), parent: null, content }
}

function mac(key: Buffer, before: string | Buffer, content: Uint8Array): Buffer {
  return createHmac('sha256', key).update(before).update(content).digest()
}
