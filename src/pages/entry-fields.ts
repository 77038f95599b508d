/**
 * How a field of a catalog entry is typed: `list` is words apart by commas, `moment` a day that the entry holds in seconds,
 * `latest` a day that may be none yet, `yes` and `no` a box that means true or false where it is ticked.
 */
export type EntryFieldKind =
  | 'text'
  | 'long'
  | 'number'
  | 'day'
  | 'moment'
  | 'latest'
  | 'list'
  | 'choice'
  | 'several'
  | 'yes'
  | 'no'

export interface EntryField {
  /** Where it stands in the entry, or in one of its group’s items: `vendor.name`. */
  readonly path: string
  readonly kind: EntryFieldKind
  readonly isRequired?: true
  /** A choice of numbers. */
  readonly isNumber?: true
  /** It stands in the entry also where nothing was typed. */
  readonly keepsEmpty?: true
}

/** Fields that stand together. `repeats`: the entry has a list of such items under this name. */
export interface EntryGroup {
  readonly id: string
  readonly repeats?: 'some' | 'any'
  readonly fields: readonly EntryField[]
}

const text = (path: string): EntryField => ({ path, kind: 'text' })
const needed = (path: string, kind: EntryFieldKind = 'text'): EntryField => ({ path, kind, isRequired: true })
const kind = (path: string, of: EntryFieldKind): EntryField => ({ path, kind: of })

/** THE list of fields by which a new system is proposed, in the catalog’s own terms; a test holds it against the schema. */
export const ENTRY_GROUPS: readonly EntryGroup[] = [
  {
    id: 'system',
    fields: [
      needed('name'),
      needed('id'),
      kind('expectedBenefit', 'long'),
      needed('factsheet'),
      needed('vendor.name'),
      text('vendor.parent'),
      text('vendor.country'),
      needed('hosting', 'choice'),
      kind('routable', 'no'),
    ],
  },
  {
    id: 'grants',
    repeats: 'some',
    fields: [
      needed('purposes', 'several'),
      needed('subjectTypes', 'several'),
      kind('units', 'several'),
      kind('roles', 'several'),
      needed('maxClass', 'choice'),
      needed('maxDecisionMode', 'choice'),
      text('decisionApproval.reference'),
      text('decisionApproval.signer'),
      kind('decisionApproval.expires', 'day'),
      kind('until', 'day'),
      needed('clauses', 'list'),
    ],
  },
  {
    id: 'models',
    repeats: 'some',
    fields: [
      needed('id'),
      needed('upstreamModel'),
      text('alias'),
      needed('created', 'moment'),
      kind('families', 'list'),
      kind('price.input', 'number'),
      kind('price.output', 'number'),
      kind('answerTokensMax', 'number'),
    ],
  },
  {
    id: 'upstream',
    fields: [
      needed('upstream.origin'),
      { path: 'upstream.basePath', kind: 'text', keepsEmpty: true },
      needed('upstream.wires', 'several'),
      needed('upstream.credential'),
      kind('upstream.credentialHeader', 'choice'),
      kind('upstream.network', 'choice'),
      text('upstream.cidr'),
    ],
  },
  {
    id: 'protection',
    fields: [
      needed('safeguards', 'several'),
      needed('label', 'choice'),
      kind('series', 'choice'),
      kind('training', 'several'),
      kind('datasets', 'several'),
      { path: 'assurance', kind: 'choice', isNumber: true },
      kind('maxAuthAgeMinutes', 'number'),
      kind('statedPurpose', 'yes'),
      kind('review', 'yes'),
      kind('unscannable', 'choice'),
      kind('degradable', 'yes'),
      kind('release', 'choice'),
      kind('onVersionChange', 'choice'),
    ],
  },
  {
    id: 'controls',
    repeats: 'any',
    fields: [
      text('id'),
      text('statement'),
      kind('last', 'day'),
      text('owner'),
      kind('due', 'day'),
      kind('clauses', 'list'),
    ],
  },
  {
    id: 'promise',
    fields: [
      kind('vendorPromise.trainsOnInput', 'no'),
      text('vendorPromise.retention'),
      text('vendorPromise.evidence'),
      text('vendorPromise.owner'),
      kind('vendorPromise.expires', 'day'),
      kind('vendorPromise.clauses', 'list'),
    ],
  },
  {
    id: 'assessments',
    repeats: 'some',
    fields: [
      needed('kind', 'choice'),
      needed('reference'),
      kind('domains', 'several'),
      needed('on', 'day'),
      needed('owner'),
      needed('due', 'day'),
      needed('clauses', 'list'),
    ],
  },
  {
    id: 'audit',
    fields: [
      needed('audit.everyMonths', 'number'),
      kind('audit.last', 'latest'),
      needed('audit.findings'),
      needed('audit.owner'),
      needed('audit.due', 'day'),
      needed('audit.clauses', 'list'),
    ],
  },
  {
    id: 'licence',
    fields: [
      text('licence.contract'),
      kind('licence.seats', 'number'),
      kind('licence.permittedUses', 'several'),
      text('licence.owner'),
      kind('licence.expires', 'day'),
      kind('licence.clauses', 'list'),
    ],
  },
  { id: 'answerable', fields: [needed('approvedBy', 'choice'), needed('clauses', 'list')] },
]

/** So many items of a kind a form has at most; an entry with more is proposed as text. */
export const ITEMS_MAX = 8

/** A field’s name in the form. */
export function fieldName({ id, repeats }: EntryGroup, item: number, { path }: EntryField): string {
  return repeats === undefined ? path : `${id}.${item}.${path}`
}

/** The name of the box of one choice. */
export function boxName(name: string, choice: string): string {
  return `${name}:${choice}`
}
