import { pseudonymKey } from '../composition/derived-keys.ts'
import { definitionFor } from '../pipeline/scan/engine-for.ts'
import { entityRule } from '../policy/entity-rule.ts'
import { judgedEntity } from '../policy/judged-entity.ts'
import { loadPolicy } from '../policy/load.ts'
import { createEngine, type RedactionEngine } from '../redaction/engine.ts'
import { engineOf } from '../redaction/engine-definition.ts'
import type { OutputOperator, Replacement } from '../redaction/output-scan.ts'
import type { Entity, Span } from '../redaction/recognizer.ts'
import { hashed, kindOnly, masked } from '../redaction/replacements.ts'
import { listKeyOf, recordKeyOf } from './redact-digests.ts'

/** What is looked for, and what becomes of it. */
export interface RedactSettings {
  readonly engine: RedactionEngine
  readonly operators: Readonly<Partial<Record<Entity, OutputOperator>>>
  readonly replacement: Replacement
  /** As the policy names it. */
  operatorOf(entity: Entity): string
  /** The span as what the policy judges it. */
  judged(span: Span): Span
}

/** Everything that ships, each value replaced by its kind. */
export function shippedSettings(): RedactSettings {
  const engine = createEngine()
  return {
    engine,
    operators: Object.fromEntries(engine.entities.map((entity) => [entity, 'redact' as const])),
    replacement: kindOnly,
    operatorOf: () => 'redact',
    judged: (span) => span,
  }
}

/**
 * What an agency's policy does with prompts. Placeholders are written without number: nothing is restored here. Throws when
 * the profile can't be loaded, when it isn't clear whose settings are meant, or when a key is needed and missing.
 */
export async function agencySettings(
  profile: string,
  agency: string | null,
  recordKeyFile: string | null,
): Promise<RedactSettings> {
  const policy = loadPolicy({ folder: profile })
  const agencies = policy.units.agencies.map(({ id }) => id)
  const whose = agency ?? (agencies.length === 1 ? agencies[0]! : null)
  if (whose === null || !agencies.includes(whose)) throw new Error(`--agency: use one of ${agencies.join(', ')}`)
  const { deny, allow } = policy.recognizers
  const needsKey = [...deny, ...allow].some(({ digests }) => digests.length > 0)
  const engine = engineOf(definitionFor(policy, whose, needsKey ? await listKeyOf(recordKeyFile) : null))
  const ruleOf = (entity: Entity): ReturnType<typeof entityRule> =>
    entityRule(policy, entity, { system: '', agency: whose })
  const hashes = engine.entities.some((entity) => ruleOf(entity).operator === 'hash')
  const key = hashes ? pseudonymKey(await recordKeyOf(recordKeyFile)) : Buffer.alloc(0)
  return {
    engine,
    operators: Object.fromEntries(
      engine.entities.map((entity) => {
        const { operator } = ruleOf(entity)
        return [entity, operator === 'allow' || operator === 'warn' ? 'allow' : 'redact'] as const
      }),
    ),
    replacement(entity, value) {
      const { operator, keep = 0 } = ruleOf(entity)
      if (operator === 'mask') return masked(entity, value, keep)
      return operator === 'hash' ? hashed(key, whose, entity, value) : kindOnly(entity)
    },
    operatorOf: (entity) => ruleOf(entity).operator,
    judged: (span) => ({ ...span, entity: judgedEntity(span, ruleOf) }),
  }
}
