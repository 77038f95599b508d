import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { machineLine, watchMachine } from './measure/machine.ts'
import { measureScreens, type ScreenFigures } from './parts/screens.ts'
import { screensReport } from './report/screens-report.ts'

const usage = `npm run screens -- [--data FOLDER] [--records N] [--rounds N] [--only TEXT]

Asks for each screen of the console (or those whose name has TEXT) N times (20) over a log of N made-up exchanges (100000): time and bytes of each. FOLDER keeps the
log for the next time, and may be one that \`npm run fill\` made; without it everything is in a folder that goes away. Exit code 1 when
a screen's 95th percentile is beyond a second.`

/** Lines of progress, beside the report. */
const onScreen = ({ name, times }: ScreenFigures): void =>
  void process.stderr.write(`${name}: ${times.map(Math.round).join(', ')} ms\n`)

const options = {
  data: { type: 'string' },
  records: { type: 'string', default: '100000' },
  rounds: { type: 'string', default: '20' },
  only: { type: 'string', default: '' },
  help: { type: 'boolean' },
} as const
const { values } = parseArgs({ options })
const [records, rounds] = [Number(values.records), Number(values.rounds)]
if (values.help || !(Number.isInteger(records) && records > 0 && Number.isInteger(rounds) && rounds > 0)) {
  process.stdout.write(`${usage}\n`)
  process.exitCode = values.help ? 0 : 2
} else {
  const require = createRequire(import.meta.url)
  const version = (name: string): string =>
    `${name} ${(require(`${name}/package.json`) as { version: string }).version}`
  const versions = [`Node ${process.versions.node}`, ...['fastify', 'preact'].map(version)].join(', ')
  process.stdout.write(`Screens of the console: ${versions}\n${machineLine()}\n\n`)
  const watch = watchMachine([process.pid])
  const figures = await measureScreens({ folder: values.data ?? null, records, rounds, only: values.only, onScreen })
  const { text, isFast } = screensReport(figures)
  process.stdout.write(`${text}\n(${watch.report([process.pid])})\n`)
  process.exitCode = isFast ? 0 : 1
}
