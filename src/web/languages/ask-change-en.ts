/** Words of the forms that ask for a change of the catalog, English. */
export const askChangeEn = {
  titles: {
    system: 'Propose a new AI system',
    renewal: 'Ask for an approval to be renewed',
    successor: 'Ask for a model’s next version',
  },
  leads: {
    system:
      'Everything that the catalog says of a system, with its risk assessment, its audit and the vendor’s FactSheet. It can be used once every seat has approved of it.',
    renewal: 'For how much longer this system may be used as it is approved now:',
    successor: 'Approved ahead, the next version is what is sent from its day on, and nothing stops:',
  },
  ends: (day: string) => `It is approved until ${day}.`,
  proposal: 'The entry',
  proposalHint:
    'In YAML or JSON, as in catalog.yaml, without its approval. What is wrong with it is told, line by line.',
  example: 'An entry to start from',
  until: 'Until (optional; left empty: as long as the policy lets it)',
  model: 'Model',
  upstreamModel: 'Its next version',
  upstreamModelHint: 'As the vendor names it.',
  from: 'From this day on',
  need: 'What for, and why',
  missing: {
    proposal: 'Give the entry.',
    until: 'Give a day, or none.',
    model: 'Choose the model.',
    upstreamModel: 'Name its next version.',
    from: 'Say from which day on.',
    need: 'Say what it is for, and why.',
    who: 'Say who is to use it.',
    reason: 'Say what you changed.',
  },
  propose: 'Propose a new system',
  renew: 'Ask for the approval to be renewed',
  succeed: 'Ask for a model’s next version',
}
