import { digitCount } from '../by-label.ts'
import { isAssignableSsn } from '../checks.ts'
import { digitsIn } from '../digit-groups.ts'
import { DIGIT_OF } from '../misread-digits.ts'
import type { Recognizer } from '../scan.ts'

/** Nine digits in groups of their own, or with letters that a scanner reads for digits. */
const WRITTEN = /^[0-9OoQDIlSBZ]{3}-?[0-9OoQDIlSBZ]{2}-?[0-9OoQDIlSBZ]{4}$/
const OPEN = /(?<![A-Za-z0-9])[0-9OoQDIlSBZ][0-9OoQDIlSBZ -]{0,14}$/
const TAIL_CHARS = 24
const DIGITS = 9
/** With fewer true digits it is a word. */
const DIGITS_MIN = 6

function read(value: string): string {
  return value.replace(/[^0-9]/g, (sign) => DIGIT_OF[sign] ?? '')
}

/** Social security numbers that a scan or a hand has spoilt; something must call them so, right before them. */
export const usSsnMisread: Recognizer = {
  entity: 'us_ssn',
  name: 'us-ssn-misread',
  find(scan) {
    for (const { start, end, value, distance } of scan.tokens.labelled('ssn')) {
      scan.steps++
      if (distance > 1 || !WRITTEN.test(value)) continue
      const count = digitCount(value)
      if (count < DIGITS_MIN || !isAssignableSsn(count === DIGITS ? digitsIn(value, 0, value.length) : read(value)))
        continue
      const grounds = { score: 0.75, recognizer: 'us-ssn-misread', validated: false, tier: 'label' } as const
      scan.found.push({ start, end, entity: 'us_ssn', ...grounds })
    }
  },
  tail(text) {
    const low = Math.max(0, text.length - TAIL_CHARS)
    return low + (OPEN.exec(text.slice(low))?.index ?? text.length - low)
  },
}
