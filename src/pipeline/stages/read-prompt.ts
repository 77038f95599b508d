import { decodeUtf8Strict, JsonRefusal, parseJsonStrict } from '../../core/json-text.ts'
import { type Refusal, refusal } from '../../core/refusal-codes.ts'
import { readRequest } from '../../wires/read-request.ts'
import { type Exchange, slot } from '../exchange.ts'
import type { RequestStage } from '../stage.ts'
import { expandReferences } from './expand-references.ts'

/** Clauses MS-41, MS-50, MS-57: the body is read strictly, once, and every field of it is one that a rule governs. */
export const readPrompt: RequestStage = {
  name: 'read-prompt',
  onFault: 'detector_unavailable',
  async run(exchange, parts) {
    const first = read(exchange, () => decodeUtf8Strict(slot(exchange, 'received')))
    if (first) return first
    const { itemReferences } = slot(exchange, 'reading')
    if (itemReferences.length === 0) return null
    const expanded = await expandReferences(slot(exchange, 'text'), itemReferences, slot(exchange, 'principal'), parts)
    if (typeof expanded !== 'string') return expanded
    exchange.expanded = true
    return read(exchange, () => expanded)
  },
}

function read(exchange: Exchange, source: () => string): Refusal | null {
  try {
    const text = source()
    const root = parseJsonStrict(text)
    const result = readRequest(slot(exchange, 'wire'), text, root, { granted: grantedFields(exchange, root) })
    if (result.kind === 'refusal') return result.refusal
    exchange.text = text
    exchange.reading = result.reading
    return null
  } catch (error) {
    if (error instanceof JsonRefusal)
      return refusal(error.code, { detail: error.detail, message: `${error.detail} (at character ${error.offset}).` })
    throw error
  }
}

/** Fields that the catalog grants by name depend on the system, and the system on the body's `model`. */
function grantedFields(exchange: Exchange, root: ReturnType<typeof parseJsonStrict>): ReadonlySet<string> {
  if (root.kind !== 'object') return NONE
  const model = root.members.find((member) => member.key === 'model')?.value
  if (model?.kind !== 'string') return NONE
  const fields = exchange.policy.index.models[model.value]?.system.fields[slot(exchange, 'wire').id]
  return fields === undefined ? NONE : new Set(fields)
}

const NONE: ReadonlySet<string> = new Set()
