import { DESTROYED_OPENLY } from '../core/destruction.ts'
import { OBJECTION } from '../core/objection.ts'
import { RECORD_MARK } from '../core/record-mark.ts'
import { REVEAL } from '../core/reveal.ts'
import { SAVED_SEARCH } from './search/saved-search.ts'

/** Kinds of the rows that requests about records ask for. */
export const RECORD_STATE = [DESTROYED_OPENLY, OBJECTION, RECORD_MARK, REVEAL, SAVED_SEARCH]
