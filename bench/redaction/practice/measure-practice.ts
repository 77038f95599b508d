import type { RedactionEngine } from '#src/redaction/engine.ts'
import { CLEAN_KINDS, textsIn } from '../held-out/held-out-texts.ts'
import { engineDetector } from '../held-out/measure-held-out.ts'
import { emptyTally, score, type Tally } from '../held-out/score.ts'
import { labelGrid } from './label-grid.ts'

export interface PracticeFigures {
  /** Texts as offices write them. */
  readonly texts: Tally
  /** Each wording of each label in each place. */
  readonly labels: Tally
  /** In texts that hold nothing personal. */
  readonly clean: { words: number; alarms: number }
}

/** What may not be lost of what practice has brought. Their errors are looked at, so they flatter and judge nothing. */
const FLOORS = { textsFound: 0.95, textsRight: 0.965, labelsFound: 0.99, labelsRight: 0.993, alarms: 12.5 } as const

/** The engine over the own texts that it was bettered with: styles and wordings beside those of the held-out texts. */
export function measurePractice(engine: RedactionEngine): PracticeFigures {
  const detect = engineDetector(engine)
  const texts = emptyTally()
  const labels = emptyTally()
  const clean = { words: 0, alarms: 0 }
  for (const { kind, turns } of textsIn(new URL('texts/', import.meta.url))) {
    const found = detect(turns)
    for (const [index, turn] of turns.entries()) {
      if (CLEAN_KINDS.has(kind)) {
        clean.words += turn.text.split(/\s+/).length
        clean.alarms += found[index]!.length
      } else score(turn, found[index]!, () => texts)
    }
  }
  for (const { turns } of labelGrid()) {
    const found = detect(turns)
    for (const [index, turn] of turns.entries()) score(turn, found[index]!, () => labels)
  }
  return { texts, labels, clean }
}

/** What the figures miss, in words. */
export function brokenPractice({ texts, labels, clean }: PracticeFigures): string[] {
  const shares = {
    textsFound: texts.matched / texts.labelled,
    textsRight: texts.right / texts.reported,
    labelsFound: labels.matched / labels.labelled,
    labelsRight: labels.right / labels.reported,
  }
  const broken = (Object.keys(shares) as (keyof typeof shares)[])
    .filter((key) => shares[key] < FLOORS[key])
    .map((key) => `${key}: ${shares[key].toFixed(3)}, must be at least ${FLOORS[key]}`)
  const alarms = (clean.alarms / clean.words) * 1_000
  return alarms > FLOORS.alarms ? [...broken, `false alarms: ${alarms.toFixed(1)} in 1,000 words`] : broken
}
