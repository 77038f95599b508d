/** Words about who answers for systems and units, English. */
export const accountabilityEn = {
  title: 'Who answers for what',
  lead: 'Each system has somebody who owns, approves, reviews and monitors it, and each unit a leader. The gateway knows people by their sign-ins and by what the directory says; it can’t know of a departure that nobody has told it. “Not seen yet” means that nobody has signed in with that duty.',
  orphans: (systems: number) =>
    systems === 1
      ? 'Nobody answers for one system: whoever did has left. It goes on, and nothing new is approved for it.'
      : `Nobody answers for ${systems} systems: whoever did has left. They go on, and nothing new is approved for them.`,
  leaderless: (units: number) =>
    units === 1
      ? 'One unit has no leader. Nothing new is approved for it.'
      : `${units} units have no leader. Nothing new is approved for them.`,
  warningTitle: 'Somebody has to be named',
  systems: 'Systems',
  noSystems: 'The policy doesn’t say who answers for systems, or it isn’t yours to see.',
  system: 'System',
  units: 'Units',
  unit: 'Unit',
  leader: 'Leader',
  state: 'State',
  parts: { owner: 'Owner', approver: 'Approver', reviewer: 'Reviewer', monitor: 'Monitor' },
  orphan: 'Orphan: nothing new is approved',
  answered: 'Somebody answers',
  held: 'Nothing new is approved',
  unseen: 'Not seen yet',
  standings: {
    held: 'there',
    unseen: 'not seen yet',
    gone: 'has left',
    none: 'nobody is named',
  },
  byDuty: (duty: string) => `by duty: ${duty}`,
  scorecards: 'Scorecards of units',
  scorecardLead:
    'Counts of one month that is over, and of no person. Training is as it is now, and only what is on the gateway’s own record. Numbers behind which are fewer than ten people aren’t shown, nor incidents that are kept from anybody.',
  month: 'Month',
  show: 'Show',
  few: 'fewer than ten people',
  measures: {
    training: 'People, and those with every course',
    reviews: 'Answers reviewed, and those changed or rejected',
    decisions: 'Decision records, and those overdue',
    incidents: 'Incidents reported, and those open',
  },
  of: (total: string, part: string) => `${total}, of them ${part}`,
  catalogTitle: 'Nobody answers for this system now',
  catalogText:
    'Whoever owned or monitored it has left. You can use it as before; new approvals wait until somebody is named.',
} as const
