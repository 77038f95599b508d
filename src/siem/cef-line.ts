import type { SecurityEvent } from './security-event.ts'

/** CEF's severities go to 10. */
const SEVERITY = { 1: 1, 2: 4, 4: 8, 5: 10 } as const

/** A line of the Common Event Format, version 0, with the same facts as the OCSF event. */
export function cefLine(event: SecurityEvent): string {
  const head = ['CEF:0', 'Statehouse', 'Statehouse', '1', event.type, `${event.kind}: ${event.code}`]
  const extension: readonly (readonly [key: string, value: string | number | null])[] = [
    ['rt', Date.parse(event.time)],
    ['externalId', event.id],
    ['dvchost', event.instance],
    ['suid', event.person],
    ['src', event.address],
    ['act', event.operation],
    ['outcome', event.succeeded ? 'success' : 'failure'],
    ['reason', event.code],
    ['cnt', event.folded?.count ?? null],
    ...labelled('cs1', 'exchange', event.exchange),
    ...labelled('cs2', 'system', event.system),
    ...labelled('cs3', 'model', event.model),
    ...labelled('cs4', 'agency', event.agency),
    ...labelled('cs5', 'client', event.client),
    ...labelled('cs6', 'rule', event.rule),
    ...labelled('cn1', 'promptTokens', event.tokens?.input ?? null),
    ...labelled('cn2', 'completionTokens', event.tokens?.output ?? null),
    ...labelled('cn3', 'milliseconds', event.ms),
  ]
  const known = extension
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}=${inValue(String(value))}`)
  return `${[...head.map(inHead), SEVERITY[event.severity]].join('|')}|${known.join(' ')}`
}

function labelled(key: string, label: string, value: string | number | null) {
  return value === null
    ? []
    : ([
        [`${key}Label`, label],
        [key, value],
      ] as const)
}

function inHead(text: string): string {
  return text.replace(/[\\|]/g, '\\$&').replace(/[\r\n]+/g, ' ')
}

function inValue(text: string): string {
  return text.replace(/[\\=]/g, '\\$&').replace(/\r?\n|\r/g, '\\n')
}
