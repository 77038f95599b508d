/** Words about reviews and probes, English. */
export const oversightEn = {
  title: 'Oversight',
  reviews: 'Reviews of the policy',
  noReviews: 'The policy names none.',
  states: { complete: 'Complete', overdue: 'Overdue', open: 'Open' },
  due: (day: string) => `Due on ${day}.`,
  missing: (seats: string) => `Still to sign: ${seats}.`,
  look: 'Use, refusals and cost',
  seat: 'You sign for',
  minutes: 'What was looked at, and what follows',
  minutesHint: 'Kept with your name. Nobody signs for two seats.',
  sign: 'Sign',
  bias: 'Bias probes',
  biasLead:
    'The same question about two kinds of people, word for word. A difference is no proof of bias, and none is no proof that there isn’t any.',
  noBias: 'None was run yet. “statehouse probe” runs one.',
  probe: 'Probe and system',
  when: 'When',
  favourable: 'Favourable',
  gap: 'Gap, 95 % interval',
  pairs: 'Pairs',
  says: 'What it says',
  unclear: (unclear: number, altered: number) => `${unclear} unclear, ${altered} altered by redaction`,
  alarm: (share: string) =>
    `More than chance explains: fewer than ${share} of runs without a gap look so. Somebody looks into it.`,
  noAlarm: 'No more than chance explains.',
} as const
