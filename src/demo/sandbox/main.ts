import { parseArgs } from 'node:util'
import { startSandbox } from './server.ts'

const PORT = '8090'
const USAGE = 'usage: main.ts [--port 0…65535] [--host 127.0.0.1]; the sandbox listens on loopback only\n'

const port = readPort()
if (port === undefined) {
  process.stderr.write(USAGE)
  process.exit(2)
}

const sandbox = await startSandbox({ port })
process.stdout.write(`sandbox model on ${sandbox.origin}/v1\n`)
process.once('SIGINT', stop)
process.once('SIGTERM', stop)

function stop(): void {
  void sandbox.close()
}

function readPort(): number | undefined {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } })
    if (values.host !== undefined && values.host !== '127.0.0.1') return undefined
    const given = values.port ?? PORT
    return /^\d{1,5}$/.test(given) && Number(given) <= 65_535 ? Number(given) : undefined
  } catch {
    return undefined
  }
}
