import { CODING, RECORDS_REQUEST, REQUEST_SCOPE } from '../core/records-request.ts'
import { REQUEST_SAMPLE, SECOND_CODING } from './coded-row.ts'
import { REQUEST_FOUND } from './scope-row.ts'

/** Every kind of state that requests keep in memory. */
export const REQUEST_STATE: readonly string[] = [
  RECORDS_REQUEST,
  REQUEST_SCOPE,
  REQUEST_FOUND,
  CODING,
  REQUEST_SAMPLE,
  SECOND_CODING,
]
