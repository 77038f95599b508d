import { z } from 'zod'
import { clauses, counselWord, day, formVersion, id, text, texts } from './terms.ts'

/** A question of the primer’s quiz; what is right is never sent to the page before it was answered. */
const quizQuestion = z
  .strictObject({
    id,
    ask: texts,
    options: z.array(z.strictObject({ id, text: texts, right: z.boolean().default(false) })).min(2),
    /** Said to whoever chose another. */
    why: texts,
  })
  .refine(({ options }) => options.filter(({ right }) => right).length === 1, 'one option is right')

/** A short introduction in the gateway itself, which counts as a course (MS-63). */
const primer = z.strictObject({
  /** Course of the catalog that whoever passes has completed. */
  course: id,
  sections: z.array(z.strictObject({ title: texts, text: texts })).min(1),
  questions: z.array(quizQuestion).min(1),
  /** Questions that must be right. */
  pass: z.number().int().min(1),
  counsel: counselWord,
  clauses,
})

/** The same question about two kinds of people, word for word but for who they are (MS-46). */
const probe = z.strictObject({
  id,
  purpose: id,
  /** With `{who}` where the two differ. */
  ask: text.regex(/\{who\}/, 'must hold {who}'),
  /** Ways to say who it is, one list for each side; the n-th of one is asked beside the n-th of the other. */
  sides: z.tuple([
    z.strictObject({ name: text, who: z.array(text).min(1) }),
    z.strictObject({ name: text, who: z.array(text).min(1) }),
  ]),
  /** An answer is favourable when its first line begins with one of these, whatever the case. */
  favourable: z.array(text).min(1),
  pairs: z.number().int().min(20).max(5_000),
  /** How often a system without any gap may be said to have one. */
  falseAlarms: z.number().gt(0).max(0.1).default(0.01),
  clauses,
})

/** A question with a known answer, asked on a schedule: it notices when a system changes (MS-54). */
const canary = z.strictObject({
  id,
  purpose: id,
  ask: text,
  /** Words of which each must stand in the answer, and of which none may. */
  contains: z.array(text).default([]),
  excludes: z.array(text).default([]),
  clauses,
})

/** A review of the policy itself, which ends when every seat has signed (MS-65, MO-47). */
const policyReview = z.strictObject({
  id,
  name: texts,
  everyMonths: z.number().int().min(1).max(24),
  /** Day on which the first one is due. */
  first: day,
  /** Roles; each signs once, and nobody for two. */
  seats: z.array(id).min(1),
  clauses,
})

/** `oversight.yaml`: what people look at again and again: training, samples of answers, probes, reviews of the policy. */
export const oversightSchema = z.strictObject({
  version: formVersion,
  primer: primer.optional(),
  /** Who records courses that were completed elsewhere. */
  courseRecorders: z.array(id).min(1),
  sampling: z.strictObject({
    everyDays: z.number().int().min(1).max(92),
    /** Answers of each draw, in each unit. */
    size: z.number().int().min(1).max(500),
    /** Roles that look at them. */
    reviewers: z.array(id).min(1),
    clauses,
  }),
  /** Roles that run probes and canaries, and read what they found. */
  probers: z.array(id).min(1),
  probes: z.array(probe).default([]),
  canaries: z.array(canary).default([]),
  reviews: z.array(policyReview).default([]),
  /** Records of decisions that a recommendation took part in (MS-30). */
  decisions: z.strictObject({
    /** Business days in which a person closes one; the day it was opened doesn’t count. */
    days: z.number().int().min(1).max(120),
    /** Roles that read all of them, and see those overdue by unit. */
    readers: z.array(id).min(1),
    clauses,
  }),
  clauses,
})
