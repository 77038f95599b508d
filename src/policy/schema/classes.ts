import { z } from 'zod'
import { DATA_CLASSES } from '../../core/decision.ts'
import { clauses, dataClass, formVersion, texts } from './terms.ts'

const explained = z.strictObject({ name: texts, description: texts, clauses })

/** `classes.yaml`: names and explains the data classes; their order is fixed in code. */
export const classesSchema = z.strictObject({
  version: formVersion,
  /** Class of data about which nobody said anything. */
  default: dataClass,
  classes: z.strictObject(
    Object.fromEntries(DATA_CLASSES.map((name) => [name, explained])) as Record<
      (typeof DATA_CLASSES)[number],
      typeof explained
    >,
  ),
  clauses,
})
