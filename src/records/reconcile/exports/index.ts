import type { ReadVendorRow } from '../vendor-call.ts'
import { openai } from './openai.ts'

/** The forms of exports that can be read, by name: a file and a line each. */
export const EXPORT_FORMS: Readonly<Record<string, ReadVendorRow | undefined>> = { openai }
