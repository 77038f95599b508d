import type { Config } from '../config.ts'
import { policySource } from '../policy-operations/policy-source.ts'
import { type PolicyCommandContext, textOf, withArguments } from './policy-arguments.ts'

export const summary = 'checks who signed a policy folder, and whether that is enough'

export const usage = `statehouse policy verify [DIR] [--signers FILE] [--json]

  DIR        profile folder; default: STATEHOUSE_POLICIES
  --signers  lines "signer ROLE VKEY" and "require DOCUMENT ROLE[,ROLE]", A|B is either; default: STATEHOUSE_POLICY_SIGNERS

Everything that a gateway would ask before this policy comes into force, except its number, which only its log knows.
Exit 1 when something is missing.`

interface VerifyContext extends PolicyCommandContext {
  readonly config: Pick<Config, 'policySigners'>
}

export function run(args: readonly string[], context: VerifyContext): Promise<0 | 1 | 2 | 3> {
  const options = { signers: { type: 'string' } } as const
  return withArguments(args, context, { usage, options, positions: 1 }, (values, [folder = context.policies]) => {
    const signersFile = textOf(values, 'signers') ?? context.config.policySigners
    if (signersFile === null) {
      context.stderr('name the signers: --signers FILE or STATEHOUSE_POLICY_SIGNERS')
      return 2
    }
    const { policy, seal } = policySource({ folder, signersFile, now: () => Date.now() }).prepare()
    const { version, digest } = policy
    context.stdout(
      values['json'] === true
        ? JSON.stringify({ ok: true, version, digest, seal })
        : `${folder}: bundle ${seal!.sequence}, version ${version}, signed by ${seal!.signers.map(({ name, role }) => `${name} (${role})`).join(', ')}`,
    )
    return 0
  })
}
