import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseVerifierKey } from '../core/signed-note.ts'
import { takeWriterLock } from '../records/sqlite/writer-lock.ts'
import { createWitness } from '../records/witness/witness.ts'
import { openWitnessFolder } from '../records/witness/witness-folder.ts'
import { createWitnessKeyFile, readWitnessKeyFile } from '../records/witness/witness-key.ts'
import { serveWitness } from '../records/witness/witness-server.ts'
import { type ExitCode, guarded, type RecordsContext } from './records-context.ts'

export const summary = 'runs a witness of logs, for another office than the one that keeps them'
export const usage = `statehouse witness --folder DIR --init NAME
statehouse witness --folder DIR --log VKEY [--log VKEY]... [--listen HOST:PORT]

  --folder DIR       the witness’s key and what it has seen; on a machine that the log’s office has no access to
  --init NAME        makes the key and prints the line for the other office’s STATEHOUSE_WITNESSES file
  --log VKEY         the verifier key of a log that it witnesses (\`log key\`)
  --listen HOST:PORT default 127.0.0.1:8090; signatures need no secrecy, TLS belongs to the proxy in front

POST /add-checkpoint (C2SP tlog-witness). What it cosigns is on its disk before it answers. It never cosigns a log that
shrank or was rewritten.`

export async function run(args: string[], context: RecordsContext): Promise<ExitCode> {
  return guarded(context, 2, async () => {
    const options = {
      folder: { type: 'string' },
      init: { type: 'string' },
      log: { type: 'string', multiple: true },
      listen: { type: 'string' },
      help: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args, options })
    if (values.help) {
      context.stdout(usage)
      return 0
    }
    const { folder, init, log = [], listen = '127.0.0.1:8090' } = values
    const address = /^\[?([^\]]+?)\]?:(\d+)$/.exec(listen)
    if (folder === undefined || address === null || (init === undefined) === (log.length === 0)) {
      context.stderr(usage)
      return 2
    }
    const keyFile = join(folder, 'witness-key.json')
    if (init !== undefined) {
      const { name, vkey } = await createWitnessKeyFile(keyFile, init)
      context.stdout(`witness ${name.replaceAll(/[^\w.-]/g, '-')} ${vkey} https://HOST`)
      return 0
    }
    const { name, privateKey } = await readWitnessKeyFile(keyFile)
    const lock = takeWriterLock(folder)
    const memory = await openWitnessFolder(folder)
    const service = createWitness({ name, privateKey, logs: log.map(parseVerifierKey), memory, now: () => Date.now() })
    const server = await serveWitness(service, { host: address[1]!, port: Number(address[2]) })
    context.stdout(`${name} witnesses at ${server.url}`)
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
    await server.close()
    lock.release()
    return 0
  })
}
