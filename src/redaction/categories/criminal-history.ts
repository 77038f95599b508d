import type { Category } from './category.ts'

/** Criminal history record information (28 CFR 20.3, FBI CJIS Security Policy 4.1). */
export const criminalHistory: Category = {
  name: 'criminal_history',
  phrases: [
    'rap sheet',
    'criminal history',
    'criminal record',
    'arrest record',
    'arrested for',
    'charged with',
    'convicted of',
    'pleaded guilty',
    'indicted for',
    'interstate identification index',
    'outstanding warrant',
    'booking number',
    'mugshot',
    'on parole',
    'on probation for',
  ],
}
