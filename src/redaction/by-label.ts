import { isDigit } from './digit-groups.ts'
import type { LabelledToken } from './id-tokens.ts'
import type { LabelKind } from './labels.ts'
import type { Entity } from './recognizer.ts'
import type { Recognizer, Scan } from './scan.ts'

export interface LabelRule {
  readonly entity: Entity
  /** Labels that name it. */
  readonly labels: readonly LabelKind[]
  /** Anchored, over at most 35 characters. */
  readonly value: RegExp
  /** A check digit, range or surrounding that must hold as well. */
  readonly accepts?: (value: string, token: LabelledToken, scan: Scan) => boolean
  /** A check digit was among what `accepts` asks. */
  readonly validated?: boolean
}

/** Words that may stand between a label and what it names. */
const WORDS_MAX = 6
const SPOKEN_DIGITS_MIN = 6

/** A recognizer of values that only a label tells from any other number. */
export function byLabel({ entity, labels, value, accepts, validated = false }: LabelRule): Recognizer {
  const name = entity.replaceAll('_', '-')
  /** Digits that somebody reads out. Streams don't wait for them. */
  const spoken = (scan: Scan): void => {
    for (const { start, end, digits } of scan.spoken()) {
      scan.steps++
      if (!value.test(digits) || digits.length < SPOKEN_DIGITS_MIN) continue
      const label = scan.labelLeft(start)
      const kind = label === null ? scan.hint : label.distance > WORDS_MAX ? null : label.kind
      if (kind === null || !labels.includes(kind)) continue
      const token = { start, end, value: digits, kind, distance: label?.distance ?? 0 }
      if (accepts !== undefined && !accepts(digits, token, scan)) continue
      scan.found.push({ start, end, entity, score: 0.7, recognizer: name, validated: false, tier: 'label' })
    }
  }
  return {
    entity,
    name,
    find(scan) {
      for (const kind of labels) {
        for (const token of scan.tokens.labelled(kind)) {
          scan.steps++
          if (token.distance > WORDS_MAX || !value.test(token.value)) continue
          if (accepts !== undefined && !accepts(token.value, token, scan)) continue
          const { start, end } = token
          const score = validated ? 0.95 : 0.8
          scan.found.push({ start, end, entity, score, recognizer: name, validated, tier: 'label' })
        }
      }
      if (scan.tables) spoken(scan)
    },
  }
}

/** Digits of a value. */
export function digitCount(value: string): number {
  let count = 0
  for (let at = 0; at < value.length; at++) if (isDigit(value.charCodeAt(at))) count++
  return count
}
