import type { Category } from './category.ts'

/** Biometric records (34 CFR 99.3; FBI CJIS Security Policy 4.1): measurable traits that tell who somebody is. */
export const biometricRecord: Category = {
  name: 'biometric_record',
  phrases: [
    'fingerprint',
    'fingerprints',
    'fingerprint card',
    'iris scan',
    'retina scan',
    'palm print',
    'faceprint',
    'face template',
    'facial recognition match',
    'dna profile',
    'dna sample',
    'voiceprint',
  ],
}
