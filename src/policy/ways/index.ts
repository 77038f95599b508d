import { sendThePersonsToken, signInAgain, takeCourses } from './about-the-caller.ts'
import {
  declarePublic,
  leaveFieldsOut,
  letAPersonDecide,
  sendAsText,
  stateAnotherPurpose,
  takeValuesOut,
} from './about-the-request.ts'
import {
  askForASeat,
  askForRenewal,
  useAnotherModel,
  useAnotherModelAndPurpose,
  waitForTheEndOfTheStop,
} from './about-the-system.ts'
import { askForRegistration, requestAGrant, requestAGrantElsewhere } from './request-access.ts'
import type { Ways } from './way.ts'

/** Check → what can be done about its refusal, the nearest first. A rule that isn’t here has no way past it. */
export const WAYS: Readonly<Record<string, readonly Ways[]>> = {
  prohibited: [useAnotherModel, useAnotherModelAndPurpose],
  suspended: [useAnotherModel, waitForTheEndOfTheStop],
  client: [askForRegistration],
  person: [sendThePersonsToken],
  approval: [useAnotherModel, askForRenewal, useAnotherModelAndPurpose, requestAGrantElsewhere],
  evidence: [useAnotherModel, askForRenewal],
  audience: [useAnotherModel, requestAGrant],
  'acceptable-use': [stateAnotherPurpose, useAnotherModelAndPurpose],
  purpose: [
    stateAnotherPurpose,
    useAnotherModel,
    requestAGrant,
    askForRegistration,
    useAnotherModelAndPurpose,
    requestAGrantElsewhere,
  ],
  licence: [stateAnotherPurpose, useAnotherModel, askForASeat],
  training: [takeCourses],
  assurance: [signInAgain],
  'data-class': [
    takeValuesOut,
    useAnotherModel,
    declarePublic,
    askForRenewal,
    requestAGrant,
    useAnotherModelAndPurpose,
    requestAGrantElsewhere,
  ],
  entities: [takeValuesOut],
  inspectable: [sendAsText],
  fields: [leaveFieldsOut],
  'decision-mode': [letAPersonDecide, requestAGrant],
}
