import { createHash } from 'node:crypto'
import { leftBoundary, rightFree } from '../boundaries.ts'
import { columnLabels } from '../column-label.ts'
import type { Entity } from '../recognizer.ts'
import type { Recognizer, Scan } from '../scan.ts'
import { type CheckName, NAMED_CHECKS } from './named-checks.ts'
import { type OwnLabels, ownLabels } from './own-labels.ts'
import { compilePattern, type Pattern } from './pattern.ts'

/** A recognizer as policy data: plain values, so that it can be sent to a worker. */
export interface RecognizerDefinition {
  /** Its name in traces. */
  readonly id: string
  readonly entity: Entity
  readonly pattern: string
  readonly ignoreCase: boolean
  /** Words without which nothing is found; none: the pattern and its checks say enough. */
  readonly labels: readonly string[]
  /** Words that say it is something else. */
  readonly antiLabels: readonly string[]
  readonly checks: readonly CheckName[]
  /** 0 to 1. */
  readonly score: number
}

/** Makes a recognizer of policy data. Throws `PatternError` where its pattern isn't in the form. */
export function customRecognizer(definition: RecognizerDefinition): Recognizer {
  const pattern = compilePattern(definition.pattern, definition)
  const labels = ownLabels(definition.labels, definition.antiLabels)
  const needsLabel = definition.labels.length > 0

  function find(scan: Scan): void {
    const { text } = scan
    const isEnd = (end: number): boolean => rightFree(text, end)
    const column = scan.tables ? columnLabels(text, labels.ofKey) : null
    const key = scan.key === null ? null : labels.ofKey(scan.key)
    for (let at = 0; at < text.length; at++) {
      if (!startsHere(pattern, text, at)) continue
      const end = pattern.longest(text, at, isEnd)
      scan.steps += pattern.walked()
      if (end === 0) continue
      if (isOne(text.slice(at, end), at, column?.(at) ?? key)) push(scan, at, end)
      at = end - 1
    }

    function isOne(value: string, start: number, field: ReturnType<OwnLabels['ofKey']>): boolean {
      if (!definition.checks.every((check) => NAMED_CHECKS[check](value))) return false
      // Within a table or a field its name counts, not the nearest word.
      const standing = field ?? labels.left(text, start)
      return needsLabel ? standing === 'label' : standing !== 'against'
    }
  }

  function push(scan: Scan, start: number, end: number): void {
    scan.found.push({
      start,
      end,
      entity: definition.entity,
      score: definition.score,
      recognizer: definition.id,
      validated: definition.checks.length > 0,
      tier: needsLabel ? 'label' : 'shape',
      own: true,
    })
  }

  return {
    entity: definition.entity,
    name: definition.id,
    version: createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 8),
    find,
    tail(text) {
      for (let at = Math.max(0, text.length - pattern.charsMax - 2); at < text.length; at++) {
        if (!startsHere(pattern, text, at)) continue
        if (pattern.isOpen(text, at)) return at
        // Whether it ends where it does is only known two characters later.
        const end = pattern.longest(text, at, () => true)
        if (end > 0 && end >= text.length - 1) return at
      }
      return text.length
    },
  }
}

function startsHere(pattern: Pattern, text: string, at: number): boolean {
  return pattern.begins(text.charCodeAt(at)) && leftBoundary(text, at) === 'free'
}
