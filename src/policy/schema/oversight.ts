import { z } from 'zod'
import { ADVISORY_SEATS } from './approvals.ts'
import { ASSESSMENT_KINDS } from './lifecycle.ts'
import { person } from './person.ts'
import { clauses, counselWord, day, formVersion, id, text, texts } from './terms.ts'

const months = z.number().int().min(1).max(36)

/** Days after which somebody who hasn’t done what they were told of is told again. */
export const remindDays = z.number().int().min(1).max(90)
export const REMIND_DAYS = 7

/** Where the policy says nothing of them. */
export const FLAGGED_DAYS = 10

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

/** How often the gateway runs a check by itself, and over which models. */
const schedule = {
  /** Left out: only when somebody runs it. */
  everyDays: z.number().int().min(1).max(366).optional(),
  /** As requests name them; left out: every model that the app of the checks may use for the purpose. */
  models: z.array(text).min(1).optional(),
}

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
  ...schedule,
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
  ...schedule,
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

/** Audits of the systems themselves: how often, by whom, and what is done about what they find (MS-55, MO-47). */
const audits = z.strictObject({
  /** Roles that audit. */
  auditors: z.array(id).min(1),
  /** Roles that read audits beside them. */
  readers: z.array(id).default([]),
  /** At most so many months apart, by the highest class of data that a system may get; the catalog may ask for fewer. */
  everyMonths: z.strictObject({ public: months, internal: months, confidential: months, regulated: months }),
  /** What a finding can be; each is to be mended within its days. */
  severities: z.array(z.strictObject({ id, name: texts, days: z.number().int().min(1).max(730) })).min(1),
  /** Answers of the system that are drawn for its auditor to look at. */
  sample: z.number().int().min(1).max(500),
  /** Who answers for a system; of others whoever starts the audit says it. */
  owners: z.array(z.strictObject({ system: id, person })).default([]),
  remindDays: remindDays.default(REMIND_DAYS),
  clauses,
})

/** The parts that somebody has in every system. */
export const ACCOUNTABLE_PARTS = ['owner', 'approver', 'reviewer', 'monitor'] as const
export type AccountablePart = (typeof ACCOUNTABLE_PARTS)[number]

/** Who answers for each system: whoever holds one of these duties, or whom it names instead (MS-52). */
const accountable = z.strictObject({
  owner: z.array(id).min(1),
  approver: z.array(id).min(1),
  reviewer: z.array(id).min(1),
  monitor: z.array(id).min(1),
  systems: z
    .array(
      z.strictObject({
        system: id,
        owner: person.optional(),
        approver: person.optional(),
        reviewer: person.optional(),
        monitor: person.optional(),
      }),
    )
    .default([]),
  /** Whoever is left is told again of an orphaned system after so many days. */
  remindDays: remindDays.default(REMIND_DAYS),
  clauses,
})

/** Each user looks again at some of their own answers, of which nothing follows for anybody (MS-62). */
const revisits = z.strictObject({
  /** Days of a period; when it is over, some of its answers are drawn. */
  everyDays: z.number().int().min(7).max(366),
  /** Answers of each person. */
  size: z.number().int().min(1).max(20),
  /** What can have to change. */
  findings: z.array(z.strictObject({ id, name: texts })).min(1),
  /** Whoever hasn’t looked is told again after so many days. */
  remindDays: remindDays.default(REMIND_DAYS),
  clauses,
})

const lookDays = z.number().int().min(1).max(366)

/** The register of risks that nobody had thought of when a system was approved (MS-62). */
const risks = z.strictObject({
  /** Roles that write in it; each risk has an owner by duty. */
  keepers: z.array(id).min(1),
  /** Roles that read it beside them. */
  readers: z.array(id).default([]),
  /** At most so many days until a risk is looked at again, by its level. */
  lookDays: z.strictObject({ low: lookDays, medium: lookDays, high: lookDays }),
  /** What can have been found when one is closed. */
  findings: z.array(z.strictObject({ id, name: texts })).min(1),
  remindDays: remindDays.default(REMIND_DAYS),
  clauses,
})

/** Assessments of systems that are written in the gateway itself (MS-45, MS-49). */
const assessments = z
  .strictObject({
    /** Roles that write them. */
    writers: z.array(id).min(1),
    /** Roles that read them beside those who write, or hold a seat that accepts. */
    readers: z.array(id).default([]),
    /** Which seats of `approvals.yaml` accept which kinds: any one of them, and never whoever wrote it. */
    accepts: z
      .array(
        z.strictObject({
          kinds: z.array(z.enum(ASSESSMENT_KINDS)).min(1),
          seats: z.array(z.enum(ADVISORY_SEATS)).min(1),
          clauses,
        }),
      )
      .min(1),
    /** Whoever’s turn it is hears of it again after so many days. */
    remindDays: remindDays.default(REMIND_DAYS),
    clauses,
  })
  .superRefine(({ accepts }, context) => {
    const without = ASSESSMENT_KINDS.filter((kind) => !accepts.some(({ kinds }) => kinds.includes(kind)))
    if (without.length > 0)
      context.addIssue({
        code: 'custom',
        path: ['accepts'],
        message: `must say who accepts ${without.join(', ')} (MS-49)`,
      })
  })

/** `oversight.yaml`: what people look at again and again: training, samples of answers, probes, reviews of the policy, audits of systems. */
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
    /** Left out: nobody is asked to look at their own again. */
    revisits: revisits.optional(),
    clauses,
  }),
  /** Roles that run probes and canaries, and read what they found. */
  probers: z.array(id).min(1),
  probes: z.array(probe).default([]),
  canaries: z.array(canary).default([]),
  /** What is done about a model that answers as another version, where the catalog lets its system go on (MS-54). */
  versionChange: z
    .strictObject({
      /** Business days in which two people accept it; the day it was noticed doesn't count. Then calls are refused. */
      flaggedDays: z.number().int().min(1).max(120).default(FLAGGED_DAYS),
      clauses,
    })
    .optional(),
  reviews: z.array(policyReview).default([]),
  /** Records of decisions that a recommendation took part in (MS-30). */
  decisions: z.strictObject({
    /** Business days in which a person closes one; the day it was opened doesn’t count. */
    days: z.number().int().min(1).max(120),
    /** Roles that read all of them, and see those overdue by unit. */
    readers: z.array(id).min(1),
    /** Whoever is to decide hears of one that is overdue, and again after so many days. */
    remindDays: remindDays.default(REMIND_DAYS),
    clauses,
  }),
  /** Left out: nobody is said to answer for systems, and none can be told to be an orphan. */
  accountable: accountable.optional(),
  /** Left out: there is no register of emerging risks. */
  risks: risks.optional(),
  /** Left out: assessments are written elsewhere, and the catalog only names them. */
  assessments: assessments.optional(),
  /** Left out: nobody audits here, and the days of the catalog are kept by hand. */
  audits: audits.optional(),
  clauses,
})
