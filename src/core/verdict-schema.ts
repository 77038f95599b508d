import { type JsonNode, memberOf } from './json-text.ts'

/** How a schema leaves only a verdict to answer with. */
export type VerdictForm = 'choice' | 'yes-or-no'

/** More options than these are a classification rather than a verdict. */
const OPTIONS_MAX = 6
const PATTERN_MAX = 200

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** English and Spanish words by which something is decided for somebody, and against them. */
const FOR = wordSet(
  'approve approved approval accept accepted grant granted permit permitted eligible qualify qualified qualifies entitled admit admitted hire hired aprobar aprobado aprobada aceptar aceptado aceptada conceder concedido concedida otorgar otorgado admitir admitido elegible apto apta',
)
const AGAINST = wordSet(
  'deny denied denial reject rejected rejection refuse refused refusal decline declined disapprove disapproved disallow disallowed ineligible unqualified disqualify disqualified terminate terminated revoke revoked denegar denegado denegada negar negado rechazar rechazado rechazada inelegible descalificado',
)
const NOT = wordSet('not no non without sin')
/** Words that say either only where the field is one that decides. */
const SHORT = wordSet('yes no true false y n si sí 0 1 pass fail passed failed allow block')
/** Names of fields in which something is decided. */
const DECIDING = wordSet(
  'decision decide verdict determination ruling outcome disposition adjudication eligibility decisión veredicto dictamen resolución elegibilidad fallo',
)

/**
 * Clause MS-44: whether a JSON schema (2020-12, and what vendors take of it) has a field that only a verdict fits into: a few
 * options of which one is for and one against somebody, or a yes or no to whether they are. Null: it hasn’t. A guess by
 * words: it knows no other language, and nothing of what is done with the answer.
 */
export function verdictIn(schema: JsonNode): VerdictForm | null {
  return read(schema, '')
}

function read(node: JsonNode, name: string): VerdictForm | null {
  if (node.kind !== 'object') return null
  const own = formOf(node, name)
  if (own !== null) return own
  for (const { key, value } of node.members) {
    const found = below(key, value, name)
    if (found !== null) return found
  }
  return null
}

/** Only what is a schema itself is looked into: an example or a default of a field is none. */
function below(keyword: string, value: JsonNode, name: string): VerdictForm | null {
  switch (keyword) {
    case 'properties':
    case 'patternProperties':
    case '$defs':
    case 'definitions':
      return value.kind === 'object' ? first(value.members, (member) => read(member.value, member.key)) : null
    case 'anyOf':
    case 'oneOf':
    case 'allOf':
    case 'prefixItems':
      return value.kind === 'array' ? first(value.items, (item) => read(item, name)) : null
    case 'items':
    case 'additionalProperties':
    case 'then':
    case 'else':
      return read(value, name)
    default:
      return null
  }
}

function first<T>(all: readonly T[], look: (one: T) => VerdictForm | null): VerdictForm | null {
  for (const one of all) {
    const found = look(one)
    if (found !== null) return found
  }
  return null
}

function formOf(schema: JsonNode, name: string): VerdictForm | null {
  const named = wordsOf(name)
  const decides = named.some((word) => DECIDING.has(word) || FOR.has(word) || AGAINST.has(word))
  const options = optionsOf(schema)
  if (options !== null) return isVerdict(options, decides) ? 'choice' : null
  const type = memberOf(schema, 'type')
  const isBoolean =
    (type?.kind === 'string' && type.value === 'boolean') ||
    (type?.kind === 'array' && type.items.some((one) => one.kind === 'string' && one.value === 'boolean'))
  return isBoolean && decides ? 'yes-or-no' : null
}

function isVerdict(options: readonly string[], decides: boolean): boolean {
  if (options.length < 2 || options.length > OPTIONS_MAX) return false
  const sides = options.map(sideOf)
  if (sides.includes('for') && sides.includes('against')) return true
  return decides && options.every((option) => SHORT.has(option.trim().toLowerCase()))
}

function sideOf(option: string): 'for' | 'against' | null {
  const words = wordsOf(option)
  const isFor = words.some((word) => FOR.has(word))
  if (words.some((word) => AGAINST.has(word))) return isFor ? null : 'against'
  if (!isFor) return null
  return words.some((word) => NOT.has(word)) ? 'against' : 'for'
}

/** The few values that a schema allows; null: it leaves more open, or another kind of answer. */
function optionsOf(schema: JsonNode): readonly string[] | null {
  const constant = memberOf(schema, 'const')
  if (constant !== undefined) return textOf(constant)
  const values = memberOf(schema, 'enum')
  if (values?.kind === 'array') return together(values.items, textOf)
  const pattern = memberOf(schema, 'pattern')
  if (pattern?.kind === 'string') return alternativesOf(pattern.value)
  const branches = memberOf(schema, 'anyOf') ?? memberOf(schema, 'oneOf')
  return branches?.kind === 'array' ? together(branches.items, branchOptions) : null
}

/** A branch that allows nothing but null says that the field may be left empty. */
function branchOptions(branch: JsonNode): readonly string[] | null {
  const type = memberOf(branch, 'type')
  if (type?.kind === 'string' && type.value === 'null') return []
  const constant = memberOf(branch, 'const')
  if (constant !== undefined) return textOf(constant)
  const values = memberOf(branch, 'enum')
  return values?.kind === 'array' ? together(values.items, textOf) : null
}

function together(
  nodes: readonly JsonNode[],
  read: (node: JsonNode) => readonly string[] | null,
): readonly string[] | null {
  if (nodes.length > OPTIONS_MAX + 1) return null
  const all: string[] = []
  for (const node of nodes) {
    const options = read(node)
    if (options === null) return null
    all.push(...options)
  }
  return all
}

/** An empty list: null, which is no option of its own. */
function textOf(node: JsonNode): readonly string[] | null {
  switch (node.kind) {
    case 'string':
      return [node.value]
    case 'boolean':
    case 'number':
      return [String(node.value)]
    case 'null':
      return []
    default:
      return null
  }
}

/** `^(approve|deny)$`, as far as it is nothing but words. */
function alternativesOf(pattern: string): readonly string[] | null {
  if (pattern.length > PATTERN_MAX) return null
  const inner = pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replace(/^\((?:\?:)?/, '')
    .replace(/\)$/, '')
  const parts = inner.split('|')
  return parts.length > 1 && parts.every((part) => /^[\p{L}\d _-]+$/u.test(part)) ? parts : null
}

/** Words of `isEligible`, `not_eligible` and `Not eligible` alike. */
function wordsOf(text: string): readonly string[] {
  return text
    .slice(0, PATTERN_MAX)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '')
}
