import { describe, expect, test, vi } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { BLOW_UP_PROBES } from '#test/support/blow-up-probes.ts'

const CHARS = 20_000
/** Each recognizer may look at a character a few times; a quadratic one would look thousands of times. */
const STEPS_PER_CHAR_MAX = 12

describe('worst cases', () => {
  const engine = createEngine()
  test.each(Object.entries(BLOW_UP_PROBES))(
    '%s cost no more per character in a long text than in a short one',
    (_, probe) => {
      const short = engine.measure(probe.repeat(Math.ceil(CHARS / probe.length))).steps / CHARS
      const long = engine.measure(probe.repeat(Math.ceil((CHARS * 4) / probe.length))).steps / (CHARS * 4)
      expect(long).toBeLessThanOrEqual(short * 1.1 + 0.01)
      expect(long).toBeLessThan(STEPS_PER_CHAR_MAX)
    },
  )

  /** Characters that searches within strings pass over. */
  function passedOver(text: string): number {
    let passed = 0
    const { indexOf, lastIndexOf } = String.prototype
    const forwards = vi.spyOn(String.prototype, 'indexOf')
    const backwards = vi.spyOn(String.prototype, 'lastIndexOf')
    try {
      forwards.mockImplementation(function (this: string, what: string, from = 0) {
        const found = indexOf.call(this, what, from)
        passed += (found < 0 ? this.length : found) - Math.min(from, this.length)
        return found
      })
      backwards.mockImplementation(function (this: string, what: string, from = this.length) {
        const found = lastIndexOf.call(this, what, from)
        passed += Math.min(from, this.length) - Math.max(found, 0)
        return found
      })
      engine.find(text)
    } finally {
      forwards.mockRestore()
      backwards.mockRestore()
    }
    return passed
  }

  test.each(Object.entries(BLOW_UP_PROBES))(
    '%s are not searched to the ends of the text from each place',
    (_, probe) => {
      const short = passedOver(probe.repeat(Math.ceil(CHARS / probe.length)))
      const long = passedOver(probe.repeat(Math.ceil((CHARS * 4) / probe.length)))
      expect(long).toBeLessThanOrEqual(short * 4.4 + CHARS)
    },
  )
})
