import { z } from 'zod'
import { text, WIRE_IDS } from './terms.ts'

/** Controls that the data path carries out; a word that isn't here is a control nobody would execute (MS-41). */
export const SAFEGUARDS = [
  'redact',
  'output-scan',
  'label',
  'record',
  'no-vendor-memory',
  'class-ceiling',
  'quota',
  'review',
] as const

export const fieldsByWire = z.strictObject(
  Object.fromEntries(WIRE_IDS.map((wire) => [wire, z.array(text).optional()])) as Record<
    (typeof WIRE_IDS)[number],
    z.ZodOptional<z.ZodArray<z.ZodString>>
  >,
)
