import type { RedactionEngine } from '#src/redaction/engine.ts'
import { CLEAN_KINDS, textsIn } from '../held-out/held-out-texts.ts'
import { type Detector, engineDetector } from '../held-out/measure-held-out.ts'
import { emptyTally, score, type Tally } from '../held-out/score.ts'
import { labelGrid } from './label-grid.ts'

interface Practice {
  /** Texts as offices write them. */
  readonly texts: Tally
  /** Texts that hold nothing personal. */
  readonly clean: { words: number; alarms: number }
}

export interface PracticeFigures {
  readonly first: Practice
  /** By other authors, and harder. */
  readonly further: Practice
  /** By two more, of whose texts half are as ugly as it comes. */
  readonly latest: Practice
  /** Each wording of each label in each place. */
  readonly labels: Tally
}

interface Floors {
  readonly found: number
  readonly right: number
  /** In 1,000 words of clean texts, at most. */
  readonly alarms: number
}

/** What may not be lost of what practice has brought. Their errors are looked at, so they flatter and judge nothing. */
const FLOORS = {
  first: { found: 0.95, right: 0.965, alarms: 12.5 },
  further: { found: 0.965, right: 0.975, alarms: 5 },
  latest: { found: 0.905, right: 0.955, alarms: 7 },
  labels: { found: 0.99, right: 0.993, alarms: 0 },
} as const satisfies Record<string, Floors>

/** The engine over the own texts that it was bettered with: styles and wordings beside those of the held-out texts. */
export function measurePractice(engine: RedactionEngine): PracticeFigures {
  const detect = engineDetector(engine)
  const labels = emptyTally()
  for (const { turns } of labelGrid()) {
    const found = detect(turns)
    for (const [index, turn] of turns.entries()) score(turn, found[index]!, () => labels)
  }
  return {
    first: practiceOf(detect, 'texts/'),
    further: practiceOf(detect, 'further-texts/'),
    latest: practiceOf(detect, 'latest-texts/'),
    labels,
  }
}

function practiceOf(detect: Detector, folder: string): Practice {
  const texts = emptyTally()
  const clean = { words: 0, alarms: 0 }
  for (const { kind, turns } of textsIn(new URL(folder, import.meta.url))) {
    const found = detect(turns)
    for (const [index, turn] of turns.entries()) {
      if (CLEAN_KINDS.has(kind)) {
        clean.words += turn.text.split(/\s+/).length
        clean.alarms += found[index]!.length
      } else score(turn, found[index]!, () => texts)
    }
  }
  return { texts, clean }
}

/** What the figures miss, in words. */
export function brokenPractice({ first, further, latest, labels }: PracticeFigures): string[] {
  return [
    ...broken('first', first.texts, first.clean),
    ...broken('further', further.texts, further.clean),
    ...broken('latest', latest.texts, latest.clean),
    ...broken('labels', labels, { words: 1, alarms: 0 }),
  ]
}

function broken(set: keyof typeof FLOORS, tally: Tally, clean: Practice['clean']): string[] {
  const floors: Floors = FLOORS[set]
  const shares = { found: tally.matched / tally.labelled, right: tally.right / tally.reported }
  const low = (Object.keys(shares) as (keyof typeof shares)[])
    .filter((key) => shares[key] < floors[key])
    .map((key) => `${set} ${key}: ${shares[key].toFixed(3)}, must be at least ${floors[key]}`)
  const alarms = (clean.alarms / clean.words) * 1_000
  return alarms > floors.alarms ? [...low, `${set} false alarms: ${alarms.toFixed(1)} in 1,000 words`] : low
}
