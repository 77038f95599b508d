import { acceptableUse } from './acceptable-use.ts'
import { approval } from './approval.ts'
import { assurance } from './assurance.ts'
import { audience } from './audience.ts'
import type { Check } from './check.ts'
import { client } from './client.ts'
import { dataClass } from './data-class.ts'
import { decisionMode } from './decision-mode.ts'
import { entities } from './entities.ts'
import { evidence } from './evidence.ts'
import { fields } from './fields.ts'
import { inspectable } from './inspectable.ts'
import { issuerLimit } from './issuer-limit.ts'
import { licence } from './licence.ts'
import { person } from './person.ts'
import { prohibited } from './prohibited.ts'
import { purpose } from './purpose.ts'
import { suspended } from './suspended.ts'
import { training } from './training.ts'

/** Every check, all of them always made. The order only says which reason a refused caller is shown first. */
export const CHECKS: readonly Check[] = [
  prohibited,
  suspended,
  client,
  person,
  issuerLimit,
  approval,
  evidence,
  audience,
  acceptableUse,
  purpose,
  licence,
  training,
  assurance,
  dataClass,
  entities,
  inspectable,
  fields,
  decisionMode,
]
