import type { ComponentType } from 'preact'
import type { ProductionViews } from '../../../../pages/production-views.ts'
import type { PageProps } from '../../../page-props.ts'
import { ProductionPage } from './production.tsx'
import { Productions } from './productions.tsx'
import { Redaction } from './redaction.tsx'
import { Undecided } from './undecided.tsx'
import { Wizard } from './wizard.tsx'

/** The pages of productions. */
export const PRODUCTION_PAGES: { readonly [Name in keyof ProductionViews]: ComponentType<PageProps<Name>> } = {
  'console-productions': Productions,
  'console-production-new': Wizard,
  'console-production': ProductionPage,
  'console-undecided': Undecided,
  'console-redaction': Redaction,
}
