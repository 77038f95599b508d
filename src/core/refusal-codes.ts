/** What a refusal code means on the wire. The table is held against `openapi.yaml` both ways by a test. */
interface RefusalEntry {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 428 | 429 | 502 | 503 | 504
  /** The clause that a refusal cites unless the rule that refused names a nearer one. */
  readonly clause: string
  /** Public sentence, plain language. */
  readonly message: string
  /** What the caller can do next. */
  readonly next: string
  /** Whether the same request may succeed when it is simply repeated. */
  readonly retry: boolean
}

const once = (status: RefusalEntry['status'], clause: string, message: string, next: string): RefusalEntry => ({
  status,
  clause,
  message,
  next,
  retry: false,
})
const again = (status: RefusalEntry['status'], clause: string, message: string, next: string): RefusalEntry => ({
  status,
  clause,
  message,
  next,
  retry: true,
})

export const REFUSALS = {
  malformed_body: once(
    400,
    'MS-50',
    'The request body is not what this endpoint accepts.',
    'Correct the body and send it again.',
  ),
  duplicate_key: once(
    400,
    'MS-50',
    'The request body names a key twice, so two readers could understand it differently.',
    'Send every key once.',
  ),
  field_not_governed: once(
    400,
    'MS-41',
    'The request has a field that no rule covers.',
    'Remove the field, or ask for it to be granted to this system.',
  ),
  vendor_memory_off: once(
    400,
    'MS-57',
    'The request relies on memory at the vendor, which is switched off.',
    'Send the whole conversation with the request.',
  ),
  credential_missing: once(
    401,
    'MS-34',
    'No credential was sent.',
    'Send a state-issued access token as a Bearer credential.',
  ),
  credential_invalid: once(
    401,
    'MS-34',
    'The credential was not accepted.',
    'Get a new access token from the state sign-in.',
  ),
  credential_expired: once(
    401,
    'MS-34',
    'The credential has expired.',
    'Get a new access token from the state sign-in.',
  ),
  credential_revoked: once(
    401,
    'MO-09',
    'The credential has been revoked.',
    'Ask your unit leader or the service desk.',
  ),
  assurance_required: once(
    401,
    'MS-36',
    'This system needs a stronger sign-in.',
    'Sign in again with the stronger method named in the challenge.',
  ),
  credential_not_state_issued: once(
    403,
    'MS-34',
    'The credential is not one that the State issued for this use.',
    'Use your state account, not a personal one or a vendor key.',
  ),
  training_required: once(
    403,
    'MS-63',
    'A required training course is not on record.',
    'Complete the course, then try again.',
  ),
  system_not_approved: once(
    403,
    'MS-28',
    'This AI system is not on the list of approved systems.',
    'Choose a system from the catalog, or ask your supervisor to request it.',
  ),
  system_suspended: once(
    403,
    'MS-31',
    'This AI system is suspended.',
    'Use another approved system, or wait until it is resumed.',
  ),
  approval_expired: once(
    403,
    'MS-40',
    'The approval of this AI system has expired.',
    'Ask the system owner to renew the approval.',
  ),
  approval_required: once(
    403,
    'MS-48',
    'This use needs an approval that is not on record.',
    'Ask your supervisor to start the approval.',
  ),
  prohibited_technology: once(
    403,
    'MS-18',
    'This technology is prohibited by law.',
    'Choose a system from the catalog.',
  ),
  audience_not_granted: once(
    403,
    'MS-40',
    'This AI system is not approved for you.',
    'Choose a system from your catalog, or ask your supervisor.',
  ),
  subject_required: once(
    403,
    'MS-06',
    'This app must act with the signed-in person’s own token.',
    'Send the person’s delegated token.',
  ),
  purpose_not_permitted: once(
    403,
    'MS-40',
    'This AI system is not approved for that purpose.',
    'Choose another purpose or another system.',
  ),
  data_class_not_permitted: once(
    403,
    'MS-29',
    'The data is of a class that this AI system is not approved for.',
    'Remove the data, or use a system approved for its class.',
  ),
  content_not_inspectable: once(
    403,
    'MS-29',
    'The request holds content that can’t be inspected.',
    'Send the content as text.',
  ),
  decision_mode_not_approved: once(
    403,
    'MS-44',
    'This use of AI in a decision is not approved.',
    'Let a person decide, or ask for the approval.',
  ),
  acceptable_use: once(
    403,
    'MS-01',
    'The acceptable-use rules don’t allow this.',
    'Read the acceptable-use policy, or ask your supervisor.',
  ),
  route_not_governed: once(
    404,
    'MS-39',
    'This route is not one that the gateway governs.',
    'Use one of the routes in the gateway’s documentation.',
  ),
  conflict: once(409, 'MO-06', 'That can’t be done in its present state.', 'Look at its state, and what it allows.'),
  body_too_large: once(413, 'MS-50', 'The request body is too large.', 'Send less at a time.'),
  media_type_not_governed: once(
    415,
    'MS-50',
    'The body’s media type or encoding can’t be inspected.',
    'Send uncompressed application/json.',
  ),
  decision_incomplete: once(
    422,
    'MS-30',
    'A decision record says what was decided, what else was looked at, and why.',
    'Complete the record and send it again.',
  ),
  audit_incomplete: once(
    422,
    'MS-55',
    'The step of the audit lacks something, or says something that the policy doesn’t allow.',
    'Complete it as the sentence says, and send it again.',
  ),
  assessment_incomplete: once(
    422,
    'MS-49',
    'The assessment doesn’t say all that it has to before anybody is asked to accept it.',
    'Complete what the detail names, and submit it again.',
  ),
  purpose_required: once(
    422,
    'MS-01',
    'A purpose must be stated.',
    'Send the AI-Purpose header with a purpose from the list.',
  ),
  disposition_refused: once(
    422,
    'MO-10',
    'The disposition can’t be carried out as it is.',
    'Look at the plan for what is due, and why not.',
  ),
  production_refused: once(
    422,
    'MO-06',
    'The production can’t be taken that step as it is.',
    'Look at the production for what is missing.',
  ),
  notice_not_acknowledged: once(
    428,
    'MS-17',
    'The monitoring notice has not been acknowledged.',
    'Read and acknowledge the notice, then try again.',
  ),
  quota_exceeded: again(429, 'MO-22', 'The quota is used up.', 'Wait until the time named in Retry-After.'),
  upstream_unavailable: again(502, 'MS-54', 'The AI system could not be reached.', 'Try again later.'),
  upstream_tls: once(
    502,
    'MS-13',
    'The AI system did not prove its identity.',
    'Tell the operator: its certificate was not accepted.',
  ),
  record_unavailable: again(
    503,
    'MS-64',
    'The record could not be written, so the request was not sent.',
    'Try again shortly; nothing reached the AI system.',
  ),
  detector_unavailable: again(
    503,
    'MS-47',
    'The personal-data check could not run, so the request was not sent.',
    'Try again shortly; nothing reached the AI system.',
  ),
  upstream_timeout: again(504, 'MS-54', 'The AI system did not answer in time.', 'Try again later.'),
} as const satisfies Record<string, RefusalEntry>

/** Stable name of a refusal; callers may switch on it. */
export type RefusalCode = keyof typeof REFUSALS

/** Why and by which rule a request was refused. Holds nothing secret: it is shown to the caller and recorded. */
export interface Refusal {
  readonly code: RefusalCode
  readonly clause: string
  readonly message: string
  readonly next: string
  /** The rule that refused, as the policy names it. */
  readonly rule: string
  /** Where it helps: the position or the value's kind, never the value. */
  readonly detail?: string
  /** Seconds after which a repeat may succeed. */
  readonly retryAfterSeconds?: number
  /** Extra headers (`WWW-Authenticate`, `Link`). */
  readonly headers?: Readonly<Record<string, string>>
}

/** A refusal with the registry's sentence, unless the rule has a better one. */
export function refusal(code: RefusalCode, overrides: Partial<Omit<Refusal, 'code'>> = {}): Refusal {
  const { clause, message, next } = REFUSALS[code]
  return { code, clause, message, next, rule: code.replaceAll('_', '-'), ...overrides }
}
