import type { SubjectType } from '../core/principal.ts'

/** A made-up person or app of the demo, and what the demo's directory says about it. */
export interface Persona {
  readonly name: string
  readonly subjectType: SubjectType
  readonly unit: string
  /** As the directory names them; `issuers.yaml` of the overlay maps them. */
  readonly roles: readonly string[]
  readonly email: string | null
  /** Courses on record. The day is filled in at sign-in, so that the demo doesn't age. */
  readonly courses: readonly string[]
  /** Authentication context: `aal1` to `aal3`. */
  readonly acr: string | null
}

const COURSES = ['ai-foundations', 'data-classification']

function person(name: string, unit: string, roles: readonly string[], changes: Partial<Persona> = {}): Persona {
  return {
    name,
    subjectType: 'employee',
    unit,
    roles: ['staff', ...roles],
    email: `${name}@its.ms.gov`,
    courses: COURSES,
    acr: 'aal2',
    ...changes,
  }
}

function app(name: string, unit: string): Persona {
  return { name, subjectType: 'service', unit, roles: [], email: null, courses: [], acr: null }
}

export const PERSONAS: readonly Persona[] = [
  person('employee', 'ITS-APPDEV', []),
  person('contractor', 'ITS-OPS', [], { subjectType: 'contractor' }),
  person('untrained', 'ITS-APPDEV', [], { courses: [] }),
  person('supervisor', 'ITS-APPDEV', ['supervisor']),
  person('unit-leader', 'ITS-APPDEV', ['supervisor', 'unit-leader']),
  person('cto', 'ITS-EXEC', ['cto'], { acr: 'aal3' }),
  person('records-officer', 'ITS-RECORDS', ['records-officer'], { acr: 'aal3' }),
  person('auditor', 'ITS-AUDIT', ['auditor'], { acr: 'aal3' }),
  person('attorney', 'ITS-LEGAL', ['attorney'], { acr: 'aal3' }),
  person('privacy-officer', 'ITS-SECURITY', ['privacy-officer'], { acr: 'aal3' }),
  person('security-officer', 'ITS-SECURITY', ['security-officer'], { acr: 'aal3' }),
  person('hr', 'ITS-HR', ['hr']),
  person('executive-director', 'ITS-EXEC', ['executive-director'], { acr: 'aal3' }),
  app('app-benefits', 'ITS-APPDEV'),
  app('app-checks', 'ITS-APPDEV'),
  app('app-public', 'ITS-OPS'),
]

export function findPersona(name: string): Persona | null {
  return PERSONAS.find((persona) => persona.name === name) ?? null
}

/** The client that people's tokens are issued to; apps are clients of their own, by their persona's name. */
export const DEMO_CLIENT = 'statehouse-demo'

/** The client that the gateway’s own pages sign people in as. */
export const DEMO_PAGES = 'statehouse-pages'

/** Grant type by which the demo's command line asks for a person's token without a browser. */
export const PERSONA_GRANT = 'urn:statehouse:demo:persona'

/** Everybody may know it: it opens nothing but a demo on loopback. */
export const DEMO_APP_SECRET = 'demo-only-not-a-secret-0123456789'
