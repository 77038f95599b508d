/**
 * Where the demo's personas belong under each profile that ships: values of `policies/demo`, whose own defaults are the
 * Mississippi profile's. Another profile gives its values here, or the overlay says which names it doesn't know.
 */
const PLACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'us-mo-modot': {
    AGENCY: 'MO-DOT',
    APPROVER: 'modot',
    HUMAN_CONTACT: 'customer-service',
    UNIT_APPDEV: 'IS',
    UNIT_OPS: 'DIST-CENTRAL',
    UNIT_SECURITY: 'IS',
    UNIT_HR: 'HR',
    UNIT_LEGAL: 'CCO',
    UNIT_RECORDS: 'RECORDS',
    UNIT_AUDIT: 'AUDITS',
    UNIT_EXEC: 'DIRECTOR',
  },
}

export function demoPlaces(profileId: string): Readonly<Record<string, string>> {
  return PLACES[profileId] ?? {}
}
