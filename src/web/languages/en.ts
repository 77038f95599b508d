import { aboutEn } from './about-en.ts'
import { accountabilityEn } from './accountability-en.ts'
import { applicationsEn } from './applications-en.ts'
import { approvalsEn } from './approvals-en.ts'
import { askChangeEn } from './ask-change-en.ts'
import { askSystemEn } from './ask-system-en.ts'
import { assessmentsEn } from './assessments-en.ts'
import { auditsEn } from './audits-en.ts'
import { catalogEn } from './catalog-en.ts'
import { chatEn } from './chat-en.ts'
import { consoleEn } from './console-en.ts'
import { decisionsEn } from './decisions-en.ts'
import { deliverablesEn } from './deliverables-en.ts'
import { exceptionsEn } from './exceptions-en.ts'
import { exportsEn } from './exports-en.ts'
import { incidentsEn } from './incidents-en.ts'
import { oversightEn } from './oversight-en.ts'
import { policyEn } from './policy-en.ts'
import { productionsEn } from './productions-en.ts'
import { refusalsEn } from './refusals-en.ts'
import { requestsEn } from './requests-en.ts'
import { revisitsEn } from './revisits-en.ts'
import { risksEn } from './risks-en.ts'
import { samplesEn } from './samples-en.ts'
import { trainingEn } from './training-en.ts'

/**
 * The pages’ own words, English. Every other language is a file of the same form: what it lacks doesn’t compile. Notices,
 * labels and names of systems and purposes are the policy’s, and counsel’s; they don’t stand here.
 */
export const en = {
  name: 'English',
  direction: 'ltr' as 'ltr' | 'rtl',
  /** Sentences that the domain made, in this language; empty: it has none for that. */
  said: (text: string) => text,
  frame: {
    skip: 'Skip to main content',
    navigation: 'Main',
    signedInAs: (name: string, unit: string) => `Signed in as ${name}, ${unit}`,
    signOut: 'Sign out',
    strip: 'For state business. What you send and receive here is recorded and may be read.',
    stripLink: 'Read the notice',
    helpTitle: 'Get help from a person',
    phone: 'Phone',
    relay: 'TTY or relay',
    email: 'E-mail',
    hours: 'Hours',
    website: 'Website',
    about: 'About this service',
    languages: 'Language',
    version: (version: string, policy: string) => `Statehouse ${version}, policy ${policy}`,
    endingTitle: 'Your session is about to end',
    endingText: (minutes: number) =>
      `Nothing was done here for a while. You will be signed out in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. What you are writing stays on the page.`,
    endingStay: 'Stay signed in',
    endedText: 'Your session has ended. Sign in again to go on; what you have written is still on this page.',
  },
  navigation: {
    deliverables: 'Documents',
    chat: 'Chat',
    catalog: 'Catalog',
    notice: 'Notice and training',
  },
  ...aboutEn,
  kinds: {
    us_ssn: 'Social Security number',
    credit_card: 'Card number',
    email_address: 'E-mail address',
    phone_number: 'Phone number',
    ip_address: 'Network (IP) address',
    api_key: 'Access key',
    private_key: 'Private key',
    jwt: 'Sign-in token',
    password: 'Password',
    us_itin: 'Taxpayer number (ITIN)',
    ssn_last4: 'Last four digits of a Social Security number',
    ms_driver_license: 'Mississippi driver’s license',
    mo_driver_license: 'Missouri driver’s license',
    us_driver_license: 'Driver’s license',
    us_passport: 'Passport number',
    alien_number: 'Alien registration number',
    uscis_receipt: 'Immigration receipt number',
    mo_dcn: 'Departmental client number (DCN)',
    benefits_case: 'Benefits case number',
    unemployment_claim: 'Unemployment claim number',
    voter_id: 'Voter registration number',
    precise_location: 'Precise location',
    employee_id: 'Employee number',
    license_plate: 'License plate',
    vin: 'Vehicle identification number',
    bank_account: 'Bank account number',
    iban_code: 'International account number (IBAN)',
    aba_routing: 'Bank routing number',
    swift_code: 'Bank code (SWIFT)',
    us_ein: 'Employer number (EIN)',
    medicare_mbi: 'Medicare number',
    medicaid_id: 'Medicaid number',
    medical_record_number: 'Medical record number',
    icd10: 'Diagnosis code',
    age_over_89: 'Age over 89',
    us_npi: 'Health provider number (NPI)',
    us_dea: 'Prescriber number (DEA)',
    student_id: 'Student number',
    fbi_number: 'FBI number',
    state_id_number: 'State identification number (criminal record)',
    ncic_number: 'NCIC number',
    mac_address: 'Device (MAC) address',
    person_name: 'Name of a person',
    street_address: 'Street address',
    date_of_birth: 'Date of birth',
    tax_return_data: 'Tax returns',
    criminal_history: 'Criminal history',
    education_record: 'Education records',
    health_record: 'Health records',
    biometric_record: 'Biometric records',
    damage_claim: 'Damage claim number',
  },
  ...catalogEn,
  approvals: approvalsEn,
  askChange: askChangeEn,
  askSystem: askSystemEn,
  publicChat: {
    title: 'Ask our AI system',
    skip: 'Skip to the message',
    noticeTitle: 'Before you write',
    personTitle: 'Reach a person',
    newWindow: (title: string) => `${title} (opens in a new window)`,
    you: (number: number) => `Your message ${number}`,
    answer: (number: number) => `Answer ${number}, from an AI system`,
    gatewayAnswer: (number: number) => `Answer ${number}, from this service itself`,
    notPerson: (agency: string) =>
      `No. You are writing to an AI system of the ${agency}, not to a person. Here is how to reach one:`,
    removed: (kinds: string) => `Taken out before your message was sent: ${kinds}. The AI system did not see it.`,
    reference: (record: string) => `Reference: ${record}`,
    ask: 'Your question',
    askMore: 'Ask something more',
    hint: 'The answer comes on the next page. It can take up to a minute.',
    send: 'Send',
    again: 'Start a new conversation',
    limited: (minutes: number) =>
      `Too many messages came from your network. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or call a person. Your message was not sent.`,
    tooLong: (characters: number) =>
      `Your message is too long, and was not sent. It can have ${characters} characters.`,
    problems: {
      empty: 'Write something first.',
      expired:
        'This page was open for too long, so your message was not sent. It is still here: send it again to start a new conversation.',
      unavailable:
        'No answer could be had at the moment. Try again in a few minutes, or call a person. Your message is still here.',
      refused:
        'This can’t be answered here, and nothing was sent to the AI system. Leave out personal details and try again, or call a person. Your message is still here.',
      stopped:
        'Messages can’t be answered here at present, and nothing was sent to the AI system. Please call a person. Your message is still here.',
      full: 'This conversation has reached its length.',
    },
  },
  signIn: {
    title: 'Sign in',
    lead: 'Sign in with your state account to use the approved AI systems.',
    at: (place: string) => `Sign in at ${place}`,
    failedTitle: 'You were not signed in',
    failed:
      'Signing in didn’t work, and nothing was changed. Try once more; if it happens again, get help from a person.',
    failedReason: (reason: string) => `For whoever helps you: ${reason}`,
    none: 'No place to sign in is set up for this service.',
  },
  signedOut: {
    title: 'You are signed out',
    lead: 'Your session here has ended. On a shared computer, sign out of the directory too.',
    directory: (place: string) => `Sign out of ${place}`,
    again: 'Sign in again',
  },
  ended: {
    title: 'Your session has ended',
    lead: 'You were signed out, so nothing was sent.',
    stepUpTitle: 'Sign in again to go on',
    stepUp: 'This system asks for a stronger or a newer sign-in. Nothing was sent.',
    kept: 'Sign in within 15 minutes, and your text will be there again.',
    notKept: 'Your text can’t be carried along. Copy it before you sign in.',
    draft: 'Your text',
    signIn: (place: string) => `Sign in at ${place}`,
  },
  notice: {
    title: 'Notice',
    version: (version: number, effective: string) => `Version ${version}, in effect from ${effective}`,
    due: 'Read this before you go on. That you accept it is recorded with your name, the time and the version.',
    accepted: 'You have accepted this notice.',
    again: (at: string, until: string) => `You accepted it on ${at}, and it is asked again: that lasts until ${until}.`,
    renewal: (day: string) => `You will be asked again by ${day}.`,
    accept: 'I have read this and accept it',
    leave: 'Leave without accepting',
    untranslated: 'This notice has not been translated yet.',
    training: 'Your training',
    course: 'Course',
    status: 'Status',
    completed: (day: string) => `Completed ${day}`,
    missing: 'Not on record',
    take: (course: string) => `Take the course ${course}`,
    noCourses: 'No courses are required.',
  },
  problem: {
    refused: 'This isn’t allowed',
    changed: 'This has changed in the meantime',
    conflict: 'This can’t be done now',
    missing: 'Page not found',
    unavailable: 'This doesn’t work at the moment',
    form: 'The form could not be used',
    next: 'What you can do',
    rule: 'Rule',
    reference: 'Reference',
    back: 'Go back',
  },
  console: consoleEn,
  deliverables: deliverablesEn,
  ...policyEn,
  ...refusalsEn,
  ...applicationsEn,
  oversight: oversightEn,
  assessments: assessmentsEn,
  audits: auditsEn,
  accountability: accountabilityEn,
  revisits: revisitsEn,
  risks: risksEn,
  decisions: decisionsEn,
  exceptions: exceptionsEn,
  samples: samplesEn,
  training: trainingEn,
  requests: requestsEn,
  productions: productionsEn,
  exports: exportsEn,
  ...chatEn,
  incidents: incidentsEn,
}

type Wide<T> = T extends (...values: infer V) => string
  ? (...values: V) => string
  : T extends 'ltr' | 'rtl'
    ? 'ltr' | 'rtl'
    : T extends string
      ? string
      : T extends readonly string[]
        ? readonly string[]
        : { readonly [Key in keyof T]: Wide<T[Key]> }

/** What a language must say. */
export type Words = Wide<typeof en>
