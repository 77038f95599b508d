import { VARIABLES } from '#src/config.ts'

const BEGIN = '<!-- variables -->'
const END = '<!-- /variables -->'

/** The README with its table of variables as `config.ts` has them. */
export function withConfigTable(readme: string): string {
  const rows = Object.entries(VARIABLES).map(
    ([name, { meaning, default: value, example }]) => `| \`STATEHOUSE_${name}\` | ${meaning} | ${value} | ${example} |`,
  )
  const table = ['| variable | meaning | default | example |', '| --- | --- | --- | --- |', ...rows].join('\n')
  const [before, rest] = readme.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined)
    throw new Error('README.md has lost the marks around its table of variables')
  return `${before}${BEGIN}\n${table}\n${END}${after}`
}
