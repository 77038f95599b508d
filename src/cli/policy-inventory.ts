import { SUSPENSION } from '../core/suspension.ts'
import type { InventoryParts } from '../http/catalog/inventory.ts'
import { inventoryCsv, inventoryJson } from '../http/catalog/inventory-files.ts'
import { loadPolicy } from '../policy/load.ts'
import { LIVE, LIVE_POLICY } from '../policy-operations/policy-log.ts'
import { readKeyRingFile } from '../records/key-ring.ts'
import { openMetaFolder } from '../records/sqlite/meta-folder.ts'
import type { ExitCode } from './context.ts'
import { FILES_ONLY } from './files-only.ts'
import { withLogFolder } from './log-folder.ts'
import { type PolicyCommandContext, withArguments } from './policy-arguments.ts'
import { archived } from './policy-explain-record.ts'
import type { RecordsContext } from './records-context.ts'

export const summary = 'prints the AI inventory, in the columns of the federal one'

export const usage = `statehouse policy inventory [DIR] [--public] [--json]
statehouse policy inventory --in-force [--public] [--json]

  DIR         profile folder; default: STATEHOUSE_POLICIES
  --in-force  the policy that the log says is in force, with what was approved in the gateway and what is suspended now
  --public    what the public register says of each, and no more
  --json      as data, with what is enforced of each; otherwise CSV

The 36 columns of the consolidated federal inventory for 2025 (OMB M-25-21). What the policy doesn’t say is left empty.
Exit 1 where the log holds no policy.`

interface InventoryContext extends PolicyCommandContext, RecordsContext {}

const OPTIONS = { 'in-force': { type: 'boolean' }, public: { type: 'boolean' } } as const

export function run(args: readonly string[], context: InventoryContext): Promise<ExitCode> {
  return withArguments(args, context, { usage, options: OPTIONS, positions: 1 }, async (values, [folder]) => {
    const reach = values['public'] === true ? 'public' : 'staff'
    const print = (known: Pick<InventoryParts, 'policy' | 'rows'>): 0 => {
      const parts = { ...known, now: Date.now(), reach } as const
      context.stdout(values['json'] === true ? JSON.stringify(inventoryJson(parts)) : inventoryCsv(parts).trimEnd())
      return 0
    }
    if (values['in-force'] === true) return folder === undefined ? inForce(context, print) : wrongUse(context)
    print({ policy: loadPolicy({ folder: folder ?? context.policies }), rows: NO_ROWS })
    context.stderr(FILES_ONLY)
    return 0
  })
}

const NO_ROWS: InventoryParts['rows'] = { get: () => undefined, all: () => new Map<string, unknown>() }

function wrongUse(context: PolicyCommandContext): 2 {
  context.stderr(usage)
  return 2
}

function inForce(
  context: InventoryContext,
  print: (known: Pick<InventoryParts, 'policy' | 'rows'>) => 0,
): Promise<0 | 1> {
  return withLogFolder(context, async (dataFolder) => {
    const folder = openMetaFolder(dataFolder, await readKeyRingFile(context.recordKeyFile))
    try {
      const { reader } = folder
      const live = reader.state(LIVE_POLICY).find(({ key }) => key === LIVE)?.value as { digest: string } | undefined
      const policy = live === undefined ? null : archived(reader, live.digest)
      if (policy === null) {
        context.stderr('the log holds no policy that is in force')
        return 1
      }
      const suspensions = new Map(reader.state(SUSPENSION).map(({ key, value }) => [key, value]))
      return print({
        policy,
        rows: {
          get: (kind, key) => (kind === SUSPENSION ? suspensions.get(key) : undefined),
          all: (kind) => (kind === SUSPENSION ? suspensions : new Map<string, unknown>()),
        },
      })
    } finally {
      folder.close()
    }
  })
}
