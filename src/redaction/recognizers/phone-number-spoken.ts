import { isNanpNumber } from '../checks.ts'
import type { Recognizer } from '../scan.ts'
import { spokenTail } from '../spoken-digits.ts'

/** Telephone numbers read out digit by digit: ten digits of the North American plan say enough. */
export const phoneNumberSpoken: Recognizer = {
  entity: 'phone_number',
  name: 'phone-number-spoken',
  find(scan) {
    for (const { start, end, digits } of scan.spoken()) {
      scan.steps += end - start
      const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
      if (national.length !== 10 || !isNanpNumber(national)) continue
      const grounds = { score: 0.85, recognizer: 'phone-number-spoken', validated: true, tier: 'shape' } as const
      scan.found.push({ start, end, entity: 'phone_number', ...grounds })
    }
  },
  tail: spokenTail,
}
