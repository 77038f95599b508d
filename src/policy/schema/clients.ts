import { z } from 'zod'
import { decisionApproval } from './grant.ts'
import { origin } from './network.ts'
import { clauses, credentialReference, day, decisionMode, formVersion, id, text, unitId } from './terms.ts'

export const clientSchema = z
  .strictObject({
    /** The client id that the issuer puts into its tokens. */
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, 'must be a client id'),
    issuer: id,
    name: text,
    /** `tool`: a person's own tool (chat, shell, editor); `app`: an internal app; `public-app`: residents talk to it. */
    kind: z.enum(['tool', 'app', 'public-app']),
    unit: unitId,
    /** The person who answers for what the app does (MS-31). */
    responsibleOfficial: text,
    /** Acts for signed-in people with their own tokens; without one it is refused. */
    attended: z.boolean(),
    purposes: z.array(id).min(1).optional(),
    defaultPurpose: id.optional(),
    systems: z.array(id).min(1).optional(),
    /** Data sets that the app puts into its requests. */
    datasets: z.array(id).default([]),
    maxDecisionMode: decisionMode.default('inform'),
    decisionApproval: decisionApproval.optional(),
    /** Where the visible label goes. `envelope` names who shows it. */
    showsLabel: z.enum(['content', 'envelope']),
    labelShownBy: text.optional(),
    /** Label style in place of the system's, for example for a public chat. */
    label: id.optional(),
    /** How residents reach a person, by key of `disclosures.yaml` (MS-60). */
    humanContact: id.optional(),
    /** The responsible official's acknowledgment of the notice, for calls without a person. */
    acknowledged: z
      .array(z.strictObject({ notice: id, version: z.number().int().min(1), by: text, on: day }))
      .default([]),
    /** The gateway's own pages sign people in as this client. */
    pages: z
      .strictObject({
        /** How it authenticates at the issuer; `none`: by PKCE alone. */
        credential: credentialReference,
        /** Asked for beside `openid` and the issuer's own scopes, for example `offline_access`. */
        scopes: z.array(text).default([]),
        /** What the chat offers first, by its alias; absent: the first of the catalog. */
        model: id.optional(),
      })
      .optional(),
    /** What residents are told before their first message, by key of `disclosures.yaml` (MS-60). */
    publicNotice: id.optional(),
    /** Residents talk to this app on a page of the gateway's own, which signs nobody in. */
    surface: z
      .strictObject({
        /** The app's own secret at its issuer: the page asks as the app, and may what the app may. */
        credential: credentialReference.refine((reference) => reference !== 'none', 'must name a secret'),
        /** Asked for at the issuer in place of the issuer's own scopes. */
        scopes: z.array(text).min(1).optional(),
        /** Sites that may show the page in a frame; none: it stands alone. */
        embeddedBy: z.array(origin).default([]),
        /** From one network address. */
        messagesPerHour: z.number().int().min(1).max(1_000).default(60),
        /** What the system is told of its task, before what residents write. */
        instructions: text.optional(),
      })
      .optional(),
    /** The gateway's own probes and canaries ask as this app, on the days of `oversight.yaml` (MS-46, MS-54). */
    checks: z
      .strictObject({
        /** The app's own secret at its issuer. */
        credential: credentialReference.refine((reference) => reference !== 'none', 'must name a secret'),
        /** Asked for at the issuer in place of the issuer's own scopes. */
        scopes: z.array(text).min(1).optional(),
      })
      .optional(),
    expires: day,
    clauses,
  })
  .superRefine((client, context) => {
    for (const needed of ['label', 'publicNotice'] as const) {
      if (client.kind === 'public-app' && client[needed] === undefined) {
        context.addIssue({
          code: 'custom',
          path: [needed],
          message: 'a public app must say what residents are told, before they write and at each answer (MS-60)',
        })
      }
    }
    if (client.surface !== undefined && (client.kind !== 'public-app' || client.attended)) {
      context.addIssue({
        code: 'custom',
        path: ['surface'],
        message: 'is for a public app that works without signed-in people (MS-60)',
      })
    }
    if (client.checks !== undefined && (client.kind !== 'app' || client.attended)) {
      context.addIssue({
        code: 'custom',
        path: ['checks'],
        message: 'the gateway’s own checks ask as an app without a person (MS-46, MS-54)',
      })
    }
    if (client.pages !== undefined && (client.kind !== 'tool' || !client.attended)) {
      context.addIssue({
        code: 'custom',
        path: ['pages'],
        message: 'the pages are a tool that acts for signed-in people (MS-06)',
      })
    }
    if (client.kind === 'public-app' && client.humanContact === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['humanContact'],
        message: 'a public app must say how to reach a person (MS-60)',
      })
    }
    if (client.kind !== 'app' && client.showsLabel !== 'content') {
      context.addIssue({
        code: 'custom',
        path: ['showsLabel'],
        message: 'must be content for tools and public apps (MS-33, MS-60)',
      })
    }
    if (client.showsLabel === 'envelope' && client.labelShownBy === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['labelShownBy'],
        message: 'must say who shows the label when the gateway leaves it out of the content (MS-33)',
      })
    }
    if (
      !client.attended &&
      (client.maxDecisionMode === 'recommend' || client.maxDecisionMode === 'decide') &&
      client.decisionApproval === undefined
    ) {
      context.addIssue({
        code: 'custom',
        path: ['maxDecisionMode'],
        message: 'recommend and decide without a person need decisionApproval (MS-44)',
      })
    }
  })

/** `clients.yaml`: registered apps and tools. A client that isn't here gets nowhere. */
export const clientsSchema = z.strictObject({ version: formVersion, clients: z.array(clientSchema) })
