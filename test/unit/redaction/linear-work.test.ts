import { describe, expect, test } from 'vitest'
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
})
