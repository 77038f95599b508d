/** Words of answers that people look at again, English. */
export const revisitsEn = {
  title: 'Answers to look at again',
  lead: 'Whether an answer was right shows with time. A few of yours were drawn by chance: say of each whether it is still right. Nothing is held against anybody; what wasn’t looked at lapses with the next draw.',
  none: 'There is nothing of yours to look at again.',
  period: (from: string, to: string) => `From ${from} to ${to}.`,
  drawnFrom: {
    kept: (of: number) => `Drawn from ${of} that you reviewed, decided with or put into a document.`,
    any: (of: number) => `Drawn from all ${of} that the log has of yours.`,
  },
  answerOf: (at: string) => `The answer of ${at}`,
  look: 'Look at it in its conversation',
  byProgram: 'A program asked for it, so no conversation here has it. Its record:',
  ask: 'What do you say of it now?',
  choose: 'Choose',
  results: {
    right: 'It is still right',
    change: 'It needs a change',
    unused: 'It isn’t used any more',
  },
  open: 'Not looked at yet',
  finding: 'If it needs a change: what is it?',
  note: 'A word about it, if you like',
  noteHint: 'It is kept with the record. No personal data.',
  send: 'Say so',
  after:
    'The gateway can’t know where you used the answer: where it stands in a document or a file, change it there, and tell whoever relies on it.',
  report: 'Report a problem',
  back: 'All answers to look at again',
  units: 'Answers that people look at again',
  unitsLead:
    'Drawn from people’s own answers of the last period. Counts alone: numbers behind which are fewer than ten people aren’t shown, and nobody is named or ranked.',
  unit: 'Unit',
  drawn: 'Drawn',
  left: 'Not looked at yet',
  few: 'Not shown',
}
