import { consoleEn } from './console-en.ts'

/**
 * The pages’ own words, English. Every other language is a file of the same form: what it lacks doesn’t compile. Notices,
 * labels and names of systems and purposes are the policy’s, and counsel’s; they don’t stand here.
 */
export const en = {
  name: 'English',
  direction: 'ltr' as 'ltr' | 'rtl',
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
    chat: 'Chat',
    notice: 'Notice and training',
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
    missing: 'Page not found',
    unavailable: 'This doesn’t work at the moment',
    form: 'The form could not be used',
    next: 'What you can do',
    rule: 'Rule',
    reference: 'Reference',
    back: 'Go back',
  },
  console: consoleEn,
  home: {
    title: 'Approved AI systems',
    lead: 'You may use these systems:',
    none: 'You may not use any system yet. Ask your supervisor to request one.',
  },
}

type Wide<T> = T extends (...values: infer V) => string
  ? (...values: V) => string
  : T extends 'ltr' | 'rtl'
    ? 'ltr' | 'rtl'
    : T extends string
      ? string
      : { readonly [Key in keyof T]: Wide<T[Key]> }

/** What a language must say. */
export type Words = Wide<typeof en>
