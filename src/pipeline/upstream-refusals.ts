import { type Refusal, refusal } from '../core/refusal-codes.ts'
import type { DetectorFault } from '../redaction/detector-fault.ts'
import type { UpstreamFailure } from '../upstream/target.ts'

/** What the caller is told when nothing of an answer came, or none that may be passed on. */
export function failureRefusal(failure: UpstreamFailure): Refusal {
  switch (failure) {
    case 'tls':
      return refusal('upstream_tls')
    case 'timeout':
      return refusal('upstream_timeout')
    case 'too_large':
      return refusal('upstream_unavailable', {
        rule: 'answer-too-large',
        message: 'The AI system’s answer is too large to be recorded.',
      })
    case 'unavailable':
    case 'truncated':
      return refusal('upstream_unavailable')
  }
}

/** The answer couldn't be looked through: what came of it stays here. */
export function detectorFailed({ detector, kind }: DetectorFault): Refusal {
  return refusal('detector_unavailable', {
    rule: `detector:${detector}`,
    detail: `${detector}: ${kind}`,
    message: 'The personal-data check of the answer could not run, so the answer was not passed on.',
    next: 'Try again shortly; what was passed on before is all that came through.',
  })
}

/** The same for an answer that had begun. */
export function truncation(failure: UpstreamFailure): Refusal {
  if (failure === 'too_large') return failureRefusal(failure)
  return refusal(failure === 'timeout' ? 'upstream_timeout' : 'upstream_unavailable', {
    rule: 'truncated',
    message: 'The AI system’s answer broke off; what was received is not whole.',
  })
}

export function redirectRefusal(): Refusal {
  return refusal('upstream_unavailable', {
    rule: 'no-redirects',
    message: 'The AI system answered with a redirect, which is not followed.',
  })
}

/** What can't be understood can't be restored, scanned or labelled, so it isn't passed on. */
export function unreadableAnswer(): Refusal {
  return refusal('upstream_unavailable', {
    rule: 'answer-readable',
    message: 'The AI system’s answer could not be read.',
  })
}

export function recordUnavailable(): Refusal {
  return refusal('record_unavailable', {
    retryAfterSeconds: 1,
    message: 'The answer’s record could not be written, so the rest of the answer is withheld.',
    next: 'Try again shortly.',
  })
}

/** The gateway's own fault: the prompt was forwarded, and what became of it is in the record. */
export function gatewayFault(): Refusal {
  return refusal('upstream_unavailable', { rule: 'fault:conduct', message: 'The answer could not be passed on.' })
}
