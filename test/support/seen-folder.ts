import { join } from 'node:path'
import type { OwnCheck } from '#src/conformance/accessibility.ts'
import { project } from './source-files.ts'

/** Where browser tests write down what they looked at; a run begins with none of it. */
export const SEEN: string = join(project, 'test/browser/artefacts/seen')

/** A line of it. */
export type Seen =
  | { readonly kind: 'axe' | 'own'; readonly state: string; readonly width: number }
  | { readonly kind: 'check'; readonly check: OwnCheck; readonly file: string }
  | { readonly kind: 'longer'; readonly page: string }
  | { readonly kind: 'version'; readonly name: string; readonly version: string }
