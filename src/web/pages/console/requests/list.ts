import type { ComponentType } from 'preact'
import type { RequestViews } from '../../../../pages/request-views.ts'
import type { PageProps } from '../../../page-props.ts'
import { CodingPage } from './coding.tsx'
import { Intake } from './intake.tsx'
import { Letter } from './letter.tsx'
import { Plan } from './plan.tsx'
import { RequestPage } from './request.tsx'
import { RequestStep } from './request-step.tsx'
import { Requests } from './requests.tsx'
import { Run } from './run.tsx'
import { Sample } from './sample.tsx'
import { Scope } from './scope.tsx'

/** The pages of public-records requests. */
export const REQUEST_PAGES: { readonly [Name in keyof RequestViews]: ComponentType<PageProps<Name>> } = {
  'console-requests': Requests,
  'console-intake': Intake,
  'console-request': RequestPage,
  'console-request-step': RequestStep,
  'console-letter': Letter,
  'console-plan': Plan,
  'console-run': Run,
  'console-scope': Scope,
  'console-coding': CodingPage,
  'console-sample': Sample,
}
