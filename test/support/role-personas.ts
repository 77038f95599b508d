/** The demo directory’s personas, one for each role that the policy knows, and a contractor. */
export const ROLE_PERSONAS = [
  'employee',
  'contractor',
  'supervisor',
  'unit-leader',
  'auditor',
  'records-officer',
  'attorney',
  'privacy-officer',
  'security-officer',
  'executive-director',
  'cto',
  'hr',
] as const
