import type { RefusalCode } from '../../core/refusal-codes.ts'

/** What a person is told, and what they can do. */
export interface Sentence {
  readonly message: string
  readonly next: string
}

/**
 * Refusals as pages say them: by their code, and where a rule is nearer to what happened, by that. What callers of the API
 * read is English, and the registry’s own (`core/refusal-codes.ts`). A code without a sentence in a language doesn’t compile.
 */
export const refusalsEn = {
  refusals: {
    codes: {
      malformed_body: { message: 'What was sent can’t be read.', next: 'Open the page again and send it once more.' },
      duplicate_key: {
        message: 'What was sent says something twice.',
        next: 'Open the page again and send it once more.',
      },
      field_not_governed: {
        message: 'What was sent has a part that no rule covers.',
        next: 'Open the page again and send it once more.',
      },
      vendor_memory_off: {
        message: 'This relies on a memory at the vendor, and that is switched off.',
        next: 'Put everything that matters into your question.',
      },
      credential_missing: { message: 'You are not signed in.', next: 'Sign in, then try again.' },
      credential_invalid: { message: 'Your sign-in was not accepted.', next: 'Sign in again with your state account.' },
      credential_expired: { message: 'Your sign-in has run out.', next: 'Sign in again.' },
      credential_revoked: {
        message: 'Your access has been ended.',
        next: 'Ask your unit leader or the service desk.',
      },
      assurance_required: {
        message: 'This needs a stronger or a newer sign-in than yours.',
        next: 'Sign in again; you will be asked for what it needs.',
      },
      credential_not_state_issued: {
        message: 'Your account is not one that the State gave out for this.',
        next: 'Sign in with your state account, not a personal one.',
      },
      training_required: {
        message: 'A training course that this needs isn’t on your record, or has lapsed.',
        next: 'Complete the course, then sign in again.',
      },
      system_not_approved: {
        message: 'This AI system is not on the list of approved systems.',
        next: 'Choose one from the catalog, or ask your supervisor to request it.',
      },
      system_suspended: {
        message: 'Use of this AI system is suspended.',
        next: 'Use another approved system, or wait until it is resumed.',
      },
      approval_expired: {
        message: 'The approval of this AI system has run out.',
        next: 'Ask its owner to have the approval renewed.',
      },
      approval_required: {
        message: 'This use needs an approval that is not on record.',
        next: 'Ask your supervisor to start the approval.',
      },
      prohibited_technology: {
        message: 'This technology is barred by law.',
        next: 'Choose a system from the catalog.',
      },
      audience_not_granted: {
        message: 'This is not approved for people in your position or unit.',
        next: 'Choose a system from your catalog, or ask your supervisor.',
      },
      subject_required: {
        message: 'The app did not say for whom it asks.',
        next: 'Sign in to the app again, or tell whoever runs it.',
      },
      purpose_not_permitted: {
        message: 'This AI system is not approved for that purpose.',
        next: 'Choose another system. If your work is for another purpose, choose that one.',
      },
      data_class_not_permitted: {
        message: 'This AI system is not approved for data this sensitive.',
        next: 'Take the data out, or use a system that is approved for it.',
      },
      content_not_inspectable: {
        message: 'What was sent has a part that can’t be looked into, so it isn’t sent on.',
        next: 'Send it as text.',
      },
      decision_mode_not_approved: {
        message: 'AI is not approved for this part in a decision.',
        next: 'Let a person decide, or ask for the approval.',
      },
      acceptable_use: {
        message: 'The acceptable-use rules don’t allow this.',
        next: 'Read the rules under Policy, or ask your supervisor.',
      },
      route_not_governed: { message: 'There is no such page for you.', next: 'Begin at the first page.' },
      decision_incomplete: {
        message: 'A decision record says what was decided, what else was looked at, and why.',
        next: 'Complete the record and send it again.',
      },
      assessment_incomplete: {
        message: 'The assessment doesn’t say all that it has to before anybody is asked to accept it.',
        next: 'Complete what is named, and submit it again.',
      },
      audit_incomplete: {
        message: 'The step of the audit lacks something, or says something that the policy doesn’t allow.',
        next: 'Complete it as the sentence says, and send it again.',
      },
      conflict: {
        message: 'That can’t be done as things stand now.',
        next: 'Open the page again and look at what has changed.',
      },
      body_too_large: { message: 'That is too much at once.', next: 'Send less at a time.' },
      media_type_not_governed: {
        message: 'A file is of a kind that can’t be read here.',
        next: 'Attach another kind of file, or paste its text.',
      },
      purpose_required: {
        message: 'A purpose must be chosen.',
        next: 'Choose what the work is for, and send it again.',
      },
      disposition_refused: {
        message: 'The disposition can’t be carried out as it is.',
        next: 'Look at the plan for what is due, and why not.',
      },
      production_refused: {
        message: 'The production can’t be taken that step as it is.',
        next: 'Look at the production for what is missing.',
      },
      notice_not_acknowledged: {
        message: 'You have not accepted the notice yet, or it has changed.',
        next: 'Read and accept the notice, then try again.',
      },
      quota_exceeded: {
        message: 'The quota for now is used up.',
        next: 'Wait, or ask your supervisor if you need more.',
      },
      upstream_unavailable: {
        message: 'The AI system could not be reached.',
        next: 'Try again later, or use another approved system.',
      },
      upstream_tls: {
        message: 'The AI system did not prove that it is what it claims to be, so nothing was sent.',
        next: 'Tell the service desk.',
      },
      record_unavailable: {
        message: 'No record could be written, so nothing was sent.',
        next: 'Try again shortly. Nothing reached the AI system.',
      },
      detector_unavailable: {
        message: 'The check for personal data could not run, so nothing was sent.',
        next: 'Try again shortly. Nothing reached the AI system.',
      },
      upstream_timeout: {
        message: 'The AI system did not answer in time.',
        next: 'Try again later, or ask for less at once.',
      },
    } satisfies Record<RefusalCode, Sentence>,
    rules: {
      'attachment:kind': {
        message: 'A file is of a kind that can’t be read here.',
        next: 'Attach text, PDF, Word, Excel or CSV, or paste its text. Nothing was sent; choose the file again.',
      },
      'attachment:mismatch': {
        message: 'A file is not what its name says.',
        next: 'Save it again in the program that made it. Nothing was sent; choose the file again.',
      },
      'attachment:encoding': {
        message: 'A file is not written in UTF-8.',
        next: 'Save it as UTF-8 (in Excel: “CSV UTF-8”). Nothing was sent; choose the file again.',
      },
      'attachment:locked': {
        message: 'A file is protected with a password, so nobody can look at what would be sent.',
        next: 'Save it without the password, if you may. Nothing was sent; choose the file again.',
      },
      'attachment:empty': {
        message: 'A file has no text that can be read; a scan is a picture.',
        next: 'Run text recognition on it first, or type what matters. Nothing was sent; choose the file again.',
      },
      'attachment:unreadable': {
        message: 'A file can’t be read; it seems to be damaged.',
        next: 'Save it again. Nothing was sent; choose the file again.',
      },
      'attachment:size': {
        message: 'A file is too large, or unpacks to far too much.',
        next: 'Attach the part that matters. Nothing was sent; choose the file again.',
      },
      'attachment:length': {
        message: 'A file has too much text.',
        next: 'Attach the part that matters. Nothing was sent; choose the file again.',
      },
      'attachment:slow': {
        message: 'A file took too long to read.',
        next: 'Attach the part that matters, or paste its text. Nothing was sent; choose the file again.',
      },
      'attachment:files': {
        message: 'Your question came with too many files.',
        next: 'Attach fewer of them. Nothing was sent; choose the files again.',
      },
      'pages:form': {
        message: 'This form did not come from a page of this service, or the page was open for too long.',
        next: 'Open the page again and send it once more.',
      },
      'pages:empty': { message: 'There is nothing to send.', next: 'Write your question, then send it.' },
      'pages:incomplete': {
        message: 'Something that this step needs is missing or too long.',
        next: 'Fill it in and send it again.',
      },
      'pages:one-at-a-time': {
        message: 'The answer to your last question is still being written.',
        next: 'Wait until it is complete, or stop it; then send again.',
      },
      'pages:broken-off': { message: 'The answer broke off.', next: 'Ask again, for less at once.' },
      'pages:missing': { message: 'There is no such page for you.', next: 'Begin at the first page.' },
      'pages:not-listed': {
        message: 'No system of the catalog has this name.',
        next: 'Look it up in the catalog, or ask your supervisor to request it.',
      },
      'pages:no-application': {
        message: 'No approved application has this name.',
        next: 'Look it up in the catalog.',
      },
      'pages:no-public-chat': { message: 'There is no public chat here.', next: 'Begin at the first page.' },
      'pages:role': {
        message: 'This page is not for your role.',
        next: 'Ask whoever gives out roles, if you need it.',
      },
      'audit-of-own': {
        message: 'You answer for this system, or mend a finding about it, so you can’t audit it.',
        next: 'Somebody else who audits does this.',
      },
      'audit-of-approved': {
        message: 'You approved of this system, or hold a duty that did, so you can’t audit it.',
        next: 'Somebody else who audits does this.',
      },
      'audit-under-way': {
        message: 'This system is being audited already.',
        next: 'Go on with that audit, or wait for its end.',
      },
      'sign-in-demanded': {
        message: 'A credential of yours has changed since you signed in.',
        next: 'Sign in again.',
      },
    },
    /** Rules write in this language: what they say is said as they say it. */
    isOfRules: true as boolean,
    /** Goes before what a rule says in English, where this is another language. */
    own: 'In the words of the rule:',
  },
}
