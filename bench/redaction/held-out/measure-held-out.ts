import { scanTexts } from '#src/pipeline/scan/scan-texts.ts'
import type { RedactionEngine } from '#src/redaction/engine.ts'
import type { Entity } from '#src/redaction/recognizer.ts'
import { CLEAN_KINDS, type HeldOutText } from './held-out-texts.ts'
import { addTally, type Detection, emptyTally, score, type Tally } from './score.ts'

/** Finds in each turn of a text. */
export type Detector = (turns: HeldOutText['turns']) => readonly (readonly Detection[])[]

export interface CleanTally {
  words: number
  person: number
  /** All but names. */
  structured: number
}

export interface HeldOutFigures {
  readonly texts: number
  /** Over the texts that hold something. */
  readonly all: Tally
  readonly byEntity: ReadonlyMap<Entity | '', Tally>
  readonly byKind: ReadonlyMap<string, Tally>
  /** False alarms in texts that hold nothing personal: by kind. */
  readonly clean: ReadonlyMap<string, CleanTally>
}

/** The engine as the gateway asks it: turn by turn, with the question before and the names of the whole conversation. */
export function engineDetector(engine: RedactionEngine): Detector {
  return (turns) => {
    const runs = turns.map(({ text, assistant }) => [{ text, assistant }])
    return scanTexts(engine, { runs, keys: [], numbers: [] }, false).runs.map((run) => run[0]!)
  }
}

export function measureHeldOut(texts: readonly HeldOutText[], detect: Detector): HeldOutFigures {
  const all = emptyTally()
  const byEntity = new Map<Entity | '', Tally>()
  const byKind = new Map<string, Tally>()
  const clean = new Map<string, CleanTally>()
  for (const { kind, turns } of texts) {
    const found = detect(turns)
    for (const [index, turn] of turns.entries()) {
      if (CLEAN_KINDS.has(kind)) {
        countAlarms(entryOf(clean, kind, noAlarms), turn.text, found[index]!)
        continue
      }
      const own = new Map<Entity | '', Tally>()
      score(turn, found[index]!, (entity) => entryOf(own, entity, emptyTally))
      for (const [entity, tally] of own) {
        addTally(all, tally)
        addTally(entryOf(byEntity, entity, emptyTally), tally)
        addTally(entryOf(byKind, kind, emptyTally), tally)
      }
    }
  }
  return { texts: texts.length, all, byEntity, byKind, clean }
}

function countAlarms(tally: CleanTally, text: string, found: readonly Detection[]): void {
  const people = found.filter(({ entity }) => entity === 'person_name').length
  tally.words += text.split(/\s+/).length
  tally.person += people
  tally.structured += found.length - people
}

function noAlarms(): CleanTally {
  return { words: 0, person: 0, structured: 0 }
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}
