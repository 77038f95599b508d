import { byLabel } from '../by-label.ts'
import { passesAba } from '../checks-bank.ts'

const ROUTING = /routing|\baba\b|\brtn\b/i

/** Bank routing numbers, whole or printed 4-4-1. */
export const abaRouting = byLabel({
  entity: 'aba_routing',
  labels: ['routing', 'account'],
  value: /^(?:[0-9]{9}|[0-9]{4}-[0-9]{4}-[0-9])$/,
  // Nine digits behind "account" are an account, check digit or not, unless routing is spoken of too.
  accepts: (value, { kind, start }, { text, asked }) =>
    passesAba(value.replaceAll('-', '')) &&
    (kind === 'routing' || ROUTING.test(text.slice(Math.max(0, start - 30), start)) || ROUTING.test(asked ?? '')),
  validated: true,
})
