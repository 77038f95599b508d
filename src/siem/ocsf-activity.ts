import type { EntryType } from '../core/record.ts'
import type { EventKind, SecurityEvent } from './security-event.ts'

/** The released schema that events are written for; the class as far as used stands in the tests. */
export const OCSF_VERSION = '1.8.0'

const CATEGORY_APPLICATION = 6
const CLASS_API_ACTIVITY = 6003
const CREATE = 1
const READ = 2
const UPDATE = 3

const ACTIVITY: Readonly<Record<EventKind, number>> = { exchanges: CREATE, looks: READ, operations: UPDATE }
const CREATED: ReadonlySet<EntryType> = new Set(['boot', 'outage', 'incident', 'clock'])
const ASSISTANT = 2

/**
 * An API Activity event (class 6003) of the Open Cybersecurity Schema Framework with the profile `ai_operation`. Texts of
 * prompts and answers have a place in that profile; they are never put there (MO-19). `provider` names who runs a system.
 */
export function ocsfActivity(event: SecurityEvent, provider: (system: string) => string): Record<string, unknown> {
  const { kind, tokens, system, model, succeeded, exchange, folded } = event
  const activity = CREATED.has(event.type) ? CREATE : ACTIVITY[kind]
  return {
    activity_id: activity,
    category_uid: CATEGORY_APPLICATION,
    class_uid: CLASS_API_ACTIVITY,
    type_uid: CLASS_API_ACTIVITY * 100 + activity,
    severity_id: event.severity,
    status_id: succeeded ? 1 : 2,
    status_code: event.code,
    time: Date.parse(event.time),
    ...(folded === null
      ? {}
      : { count: folded.count, start_time: Date.parse(folded.from), end_time: Date.parse(folded.to) }),
    metadata: {
      version: OCSF_VERSION,
      profiles: ['ai_operation'],
      product: { name: 'Statehouse', vendor_name: 'Statehouse', feature: { name: event.instance } },
      uid: event.id,
      sequence: event.index,
      log_name: event.agency,
      event_code: event.type,
      ...(exchange === null ? {} : { correlation_uid: exchange }),
    },
    actor: actor(event),
    src_endpoint: sourceEndpoint(event),
    api: {
      operation: event.operation,
      ...(system === null ? {} : { service: { uid: system, name: provider(system) } }),
      response: {
        ...(event.upstreamStatus === null ? {} : { code: event.upstreamStatus }),
        ...(succeeded ? {} : { error: event.code }),
      },
    },
    ...(kind === 'exchanges' && system !== null
      ? {
          ...(model === null ? {} : { ai_model: { name: model, ai_provider: provider(system) } }),
          message_context: {
            ai_role_id: ASSISTANT,
            service: { uid: system, name: provider(system) },
            ...(event.client === null ? {} : { application: { uid: event.client } }),
            ...(exchange === null ? {} : { uid: exchange }),
            ...(tokens === null
              ? {}
              : {
                  prompt_tokens: tokens.input,
                  completion_tokens: tokens.output,
                  total_tokens: tokens.input + tokens.output,
                }),
          },
        }
      : {}),
    unmapped: unmapped(event),
  }
}

function actor({ kind, person, isService, unit, client, agency }: SecurityEvent): Record<string, unknown> {
  return {
    app_name: client ?? (kind === 'exchanges' ? 'unidentified' : 'gateway'),
    ...(person === null
      ? {}
      : {
          user: {
            uid: person,
            type_id: isService ? 4 : 1,
            org: { uid: agency, ...(unit === null ? {} : { ou_uid: unit }) },
          },
        }),
  }
}

/** An address only where people are named; the class wants something of the sender always. */
function sourceEndpoint({ address, client, instance }: SecurityEvent): Record<string, unknown> {
  return address === null ? { svc_name: client ?? instance } : { ip: address }
}

/** What the class has no place for. */
function unmapped(event: SecurityEvent): Record<string, unknown> {
  return {
    policy: event.policy,
    ...(event.rule === null ? {} : { rule: event.rule }),
    ...(event.ms === null ? {} : { ms: event.ms }),
    ...(event.dataClass === null ? {} : { data_class: event.dataClass }),
    ...(event.upstreamId === null ? {} : { upstream_request: event.upstreamId }),
    ...(Object.keys(event.entities).length === 0 ? {} : { entities: event.entities }),
  }
}
