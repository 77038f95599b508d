import { isAssignableSsn } from '../checks.ts'
import type { Recognizer } from '../scan.ts'
import { spokenTail } from '../spoken-digits.ts'

/** Social security numbers read out digit by digit, as a transcript has them; something must call them so. */
export const usSsnSpoken: Recognizer = {
  entity: 'us_ssn',
  name: 'us-ssn-spoken',
  find(scan) {
    for (const { start, end, digits } of scan.spoken()) {
      scan.steps += end - start
      if (digits.length !== 9 || !isAssignableSsn(digits)) continue
      const kind = scan.labelLeft(start)?.kind ?? scan.hint
      if (kind !== 'ssn') continue
      const grounds = { score: 0.85, recognizer: 'us-ssn-spoken', validated: false, tier: 'label' } as const
      scan.found.push({ start, end, entity: 'us_ssn', ...grounds })
    }
  },
  tail: spokenTail,
}
