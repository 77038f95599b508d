import { chooseMessage } from '../disclosure/messages.ts'
import { clientOf } from '../policy/clients.ts'
import { labelStyle, labelText } from '../policy/label-style.ts'
import type { OutputScan } from '../redaction/output-scan.ts'
import type { AnswerFacts } from '../wires/wire.ts'
import { type Exchange, type ExchangeDisclosure, slot } from './exchange.ts'
import { LABEL_SEPARATOR } from './prior-label.ts'
import { ruleFor } from './value-rules.ts'

export interface Disclosing {
  /** Text to append to prose, its separator included; null: the app shows it. */
  readonly label: string | null
  readonly disclosure: ExchangeDisclosure
  /** The `ai_disclosure` object of the answer's body. */
  describe(facts: AnswerFacts, scan: OutputScan): Record<string, unknown>
}

/** What an answer says of itself, in the reader's language (clauses MS-33, MS-60, MS-61). */
export function disclosureOf(exchange: Exchange, now: number): Disclosing {
  const { policy, arrival } = exchange
  const system = slot(exchange, 'system')
  const model = slot(exchange, 'model')
  const decision = slot(exchange, 'decision')
  const style = labelStyle(policy, system, slot(exchange, 'principal'))
  const wanted = arrival.headers['accept-language']
  const { text: form, language } = chooseMessage(
    style.text,
    typeof wanted === 'string' ? wanted : undefined,
    policy.disclosures.languages,
  )
  const text = labelText(form, system.name)
  const inContent = decision.kind === 'allow' && decision.obligations.label === 'content'
  const review = decision.kind === 'allow' && decision.obligations.review ? 'required' : 'not-reviewed'
  const contact = humanContact(exchange, language)
  const meta = {
    label: style.id,
    language,
    text,
    system: system.id,
    model: model.upstreamModel,
    provider: system.vendor.name,
    review,
    shown: inContent ? 'content' : 'envelope',
  }
  return {
    label: inContent ? `${LABEL_SEPARATOR}${text}` : null,
    disclosure: {
      language,
      header: `mode=ai-originated, model=${quoted(model.upstreamModel)}, provider=${quoted(system.vendor.name)}, date=@${Math.floor(now / 1000)}`,
      meta,
    },
    describe(facts, scan) {
      const output = Object.fromEntries([...scan.redacted].map(([entity, count]) => [entity, count]))
      return {
        ...meta,
        model: facts.model ?? model.upstreamModel,
        record: exchange.id,
        redactions: { prompt: { ...exchange.inspection?.entities }, output },
        ...warningsOf(exchange, scan),
        ...(contact === null ? {} : { human_contact: contact }),
      }
    },
  }
}

/** What stayed where it was and the caller is told of: in the prompt, and what the model itself wrote. */
function warningsOf(exchange: Exchange, scan: OutputScan): { warnings?: Record<string, Record<string, number>> } {
  const found = Object.entries(exchange.inspection?.entities ?? {})
  const prompt = found.filter(([entity]) => ruleFor(exchange, entity).operator === 'warn')
  if (prompt.length + scan.flagged.size === 0) return {}
  return { warnings: { prompt: Object.fromEntries(prompt), output: Object.fromEntries(scan.flagged) } }
}

/** How residents reach a person (MS-60), where the app is one that residents talk to. */
function humanContact(exchange: Exchange, language: string): Record<string, string> | null {
  const name = clientOf(exchange.policy, slot(exchange, 'principal'))?.humanContact
  const contact = name === undefined ? undefined : exchange.policy.disclosures.humanContacts[name]
  if (contact === undefined) return null
  return {
    text: contact.text[language] ?? '',
    phone: contact.phone,
    url: contact.url,
    hours: contact.hours[language] ?? '',
  }
}

/** RFC 8941 3.3.3: a string holds printable ASCII only. */
function quoted(text: string): string {
  return `"${text.replace(/[^\x20-\x7e]/g, '?').replace(/[\\"]/g, '\\$&')}"`
}
