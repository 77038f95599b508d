/** Approved applications: how a person opens them. */
export const applicationsEn = {
  applications: {
    title: 'Approved applications',
    lead: 'Other programs with AI in them that are approved. They open on an address of their own. You stay signed in, and your visit ends with your session here.',
    open: 'Open',
    can: 'You can use this application',
    cannot: 'You can’t use this application now',
    details: 'What it is approved for',
    againTitle: 'The application was not opened',
    again:
      'The way to it is good once, for a minute, and only in the browser that asked. Open it again from here. If that doesn’t help, allow cookies for its address.',
    back: 'Catalog',
    stepUp: 'This application needs a stronger or a newer sign-in.',
    stepUpGo: 'Sign in again and open it',
  },
}
