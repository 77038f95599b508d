import { z } from 'zod'
import { remindDays } from './oversight.ts'
import { clauses, credentialReference, formVersion, id, texts } from './terms.ts'

/** `incidents.yaml`: what can be reported, who hears of it, and from whom it is kept (MS-14, MS-51, MO-48 to MO-50). */
export const incidentsSchema = z.strictObject({
  version: formVersion,
  types: z
    .array(
      z.strictObject({
        id,
        name: texts,
        severity: z.enum(['low', 'medium', 'high']),
        /** Counted from when it was discovered, as whoever reports it says (MO-48). */
        firstResponseMinutes: z.number().int().min(1),
        /** Who finds it: people report it, or the gateway opens it by itself. People's own words are never the gateway's. */
        foundBy: z.enum(['people', 'gateway']).default('people'),
        /** Its own way through `states`; left out: all of them. */
        states: z.array(id).min(2).optional(),
        /** What is to be done about each, within so many business days (MS-27). */
        tasks: z.array(z.strictObject({ id, name: texts, businessDays: z.int().min(1).max(260) })).default([]),
        /** Once it is closed, its evidence is kept for so many days more. */
        evidenceDays: z.int().min(0).max(3_650).default(90),
        /**
         * So many refusals of what one person wrote, within so many minutes, are one for a person to look at; but for these
         * purposes. It refuses nothing, and names nobody.
         */
        whenRefused: z
          .strictObject({ times: z.int().min(2).max(100), minutes: z.int().min(1).max(60), notPurposes: z.array(id) })
          .optional(),
        /**
         * Personal data that was written so that a search would miss it, in so many exchanges of one person within so many
         * minutes, is one for a person to look at; but for these purposes. It refuses nothing, and names nobody.
         */
        whenDisguised: z
          .strictObject({
            times: z.int().min(1).max(100),
            minutes: z.int().min(1).max(1_440),
            notPurposes: z.array(id),
          })
          .optional(),
        /**
         * An app without a person that lets a model answer with nothing but a verdict, for a use that declares no decision, is
         * one for a person to look at; but for these purposes. A hint: it refuses and holds nothing (MS-44). Once it is closed it
         * isn't opened again for so many days, whatever the app goes on to ask.
         */
        whenVerdict: z
          .strictObject({ notPurposes: z.array(id).default([]), againAfterDays: z.int().min(0).max(366).default(90) })
          .optional(),
        /** Reporting it ends the reporter's own sessions and tokens at once; their grants stay (MS-05). */
        endsOwnAccess: z.boolean().default(false),
        /**
         * Reports carry where the time of their exchange lies in the work calendar of profile.yaml, as a hint that proves
         * nothing; and only somebody's report begins one, no detector (MO-50).
         */
        workCalendar: z.boolean().default(false),
        /** Nobody who works on one is shown who reported it, whether they asked for it or not. */
        hidesReporter: z.boolean().default(false),
        channels: z.array(id).min(1),
        /** In place of `channels` where the reporter's supervisor is involved. */
        supervisorInvolved: z.array(id).min(1),
        hideFrom: z.array(z.enum(['reporter-supervisor', 'unit-leader', 'subject'])).default([]),
        /** What must be known before it can be closed. */
        requires: z.array(id).default([]),
        /** The exchange that it speaks of is kept from disposition. */
        freeze: z.boolean().default(true),
        clauses,
      }),
    )
    .min(1),
  /** The way of an incident, first state first. It is closed from a state that leads to `closed`, and opened again. */
  states: z.array(z.strictObject({ id, name: texts, next: z.array(id), clauses })).default([]),
  /** What those who work on an incident may have done, by whom they say; by which business day where they say nothing (MS-14). */
  taskKinds: z.array(z.strictObject({ id, name: texts, businessDays: z.int().min(1).max(90), clauses })).default([]),
  /** Whoever has a task that is overdue is told again after so many days. */
  taskRemindDays: remindDays.optional(),
  /** The only hosts that notices go to (MO-26). */
  hosts: z.array(z.strictObject({ id, clauses })).default([]),
  /** How queues and mailboxes are told. There are no other kinds: no text messages, no chat of others (MO-26). */
  connectors: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          id,
          kind: z.literal('smtp'),
          host: id,
          port: z.int().min(1).max(65_535),
          security: z.enum(['tls', 'starttls']),
          from: z.email(),
          /** `user:password`. */
          credential: credentialReference.default('none'),
          clauses,
        }),
        z.strictObject({
          id,
          kind: z.literal('webhook'),
          url: z.url({ protocol: /^https$/ }),
          /** Where its address may lie; looked up anew for every notice. */
          network: z.enum(['public', 'private', 'loopback']).default('public'),
          cidr: z.union([z.cidrv4(), z.cidrv6()]).optional(),
          /** It signs with this. */
          secret: credentialReference,
          channels: z.array(id).min(1),
          clauses,
        }),
      ]),
    )
    .default([]),
  /** Duties that see every incident and work on none. Whom one concerns doesn't see it all the same. */
  readers: z.array(z.strictObject({ id, clauses })).default([]),
  channels: z
    .array(
      z
        .strictObject({
          id,
          kind: z.enum(['mailbox', 'queue']),
          to: z.email().optional(),
          role: id.optional(),
          /** `unit`: only those of the reporter's own unit; they are whom a report about a supervisor is kept from. */
          scope: z.enum(['agency', 'unit']).default('agency'),
          /** Notices carry links, never what was written (MS-16). */
          content: z.literal('link-only'),
          clauses,
        })
        .superRefine((channel, context) => {
          const wanted = channel.kind === 'mailbox' ? 'to' : 'role'
          if ((channel.to === undefined) === (channel.role === undefined) || channel[wanted] === undefined) {
            context.addIssue({ code: 'custom', path: [wanted], message: 'a mailbox has `to`, a queue has `role`' })
          }
        }),
    )
    .min(1),
})
