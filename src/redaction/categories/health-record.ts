import type { Category } from './category.ts'

/** Protected health information (45 CFR 160.103): condition, care or its payment, of a person. */
export const healthRecord: Category = {
  name: 'health_record',
  phrases: [
    'diagnosed with',
    'diagnosis of',
    'diagnosis',
    'prescribed',
    'treated for',
    'treatment for',
    'tested positive',
    'lab results',
    'discharge summary',
    'medical history',
    'hiv',
    'substance abuse',
    'psychiatric',
    'chemotherapy',
    'is pregnant',
    'mental health treatment',
  ],
}
