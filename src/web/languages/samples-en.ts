/** Words about samples of answers, English. */
export const samplesEn = {
  title: 'Samples of answers',
  lead: 'Some answers of each unit, drawn by chance for somebody to look at: the same ones for whoever draws.',
  period: (from: string, to: string) => `Answered from ${from} until before ${to}.`,
  older: 'Earlier',
  newer: 'Later',
  none: 'Nothing was answered then.',
  notWhole: 'There were too many answers to draw from all of them: these are drawn from the newest.',
  drawn: (count: number, of: number) => `${count} drawn of ${of}.`,
  notLooked: 'None was looked at yet.',
  concerns: (share: string) => `Concerns among those looked at, with the interval for all: ${share}.`,
  say: 'Say what you think of it',
  note: 'Note (optional)',
  fine: 'Fine',
  concern: 'A concern',
  results: { fine: 'Fine', concern: 'A concern' },
} as const
