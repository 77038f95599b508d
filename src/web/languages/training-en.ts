/** Words about training, English. */
export const trainingEn = {
  title: 'Training',
  lead: 'Some systems may be used only by people with these courses on record.',
  passed: 'Passed. It is on your record and counts from now on.',
  missing: 'Not on record.',
  completed: (day: string) => `Completed on ${day}.`,
  until: (day: string) => `It counts until ${day}.`,
  lapsed: 'It has lapsed.',
  primer: 'Read the short primer here and answer its questions',
  elsewhere: 'The course in the agency’s own place for courses',
  readiness: 'How ready units are',
  readinessLead:
    'People who have used this service, and how many of them have every course on record here. What only the directory knows isn’t counted.',
  nobody: 'Nobody has used the service yet.',
  unit: 'Unit',
  people: 'People',
  ready: 'With every course',
  primerTitle: 'What to know before using AI',
  quiz: 'Questions',
  quizLead: (pass: number, of: number) =>
    `${pass} of ${of} must be right. Try as often as you like; only passing is recorded.`,
  again: 'Not passed yet. Below each wrong answer stands why; choose again.',
  notRight: 'Not right.',
  send: 'Check my answers',
} as const
