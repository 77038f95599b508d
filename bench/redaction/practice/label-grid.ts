import type { HeldOutText } from '../held-out/held-out-texts.ts'
import { readMarked } from '../held-out/marked-text.ts'
import { createRandom, type Random } from '../random.ts'
import { WORDINGS, type Wording } from './labelled-values.ts'

export interface GridText {
  readonly label: string
  readonly frame: string
  readonly wording: Wording
  readonly turns: HeldOutText['turns']
}

const SEED = 41

/** Where a value may stand to its label: `L` is the label, `V` the value, `k` a key made of the label. */
const FRAMES: Readonly<Record<string, (label: string, value: string, random: Random) => string>> = {
  colon: (label, value) => `${label}: ${value}`,
  bare: (label, value) => `${label} ${value}`,
  equals: (label, value) => `${label} = ${value}`,
  dash: (label, value) => `${label} - ${value}`,
  lower: (label, value) => `her ${label.toLowerCase()} is ${value} i think`,
  upper: (label, value) => `SUBJECT ADVISED ${label.toUpperCase()} ${value} AND LEFT`,
  sentence: (label, value) => `Worker confirmed the ${label} on file, which is ${value}, and closed the call.`,
  listed: (label, value) => `Documents seen: utility bill; ${label} ${value}; lease dated 03/01/2026.`,
  behind: (label, value) => `We could match ${value} (${label}) to the file.`,
  below: (label, value) => `${label}\n${value}\n\nCounty\nPike`,
  leaders: (label, value) => `${label} ........ ${value}\nCounty ........ Pike`,
  blank: (label, value) => `${label} ___${value}___  County __Pike__`,
  tabs: (label, value) => `${label}:\t${value}\tCounty:\tPike`,
  bold: (label, value) => `- **${label}:** ${value}\n- **County:** Pike`,
  pipes: (label, value) => `| Field | Entry |\n| --- | --- |\n| ${label} | ${value} |\n| County | Pike |`,
  header: (label, value, random) =>
    `Row,${label.replaceAll(',', '')},County\n1,${value},Pike\n2,${value.replace(/[0-9]/g, () => String(1 + random.below(9)))},Copiah`
      .split('\n')
      .slice(0, 2)
      .join('\n'),
  tsv: (label, value) => `Row\tCounty\t${label}\tStatus\n1\tPike\t${value}\tA\n`,
  quoted: (label, value) => `"ROW","${upperKeyOf(label)}","COUNTY"\n"1","${value}","PIKE"\n`,
  constant: (label, value) => `record: ${upperKeyOf(label)}=${value} COUNTY=PIKE ROW=1`,
  bracketed: (label, value) =>
    `Seen in Pike [${label}: ${value}], then (${label} ${value}) again`.replace(/, then.*/, ''),
  flow: (label, value) => `row 1 ok | ${label} ${value} | Pike`,
  yaml: (label, value) => `row: 1\n${keyOf(label, '_')}: ${value}\ncounty: Pike\n`,
  sql: (label, value) => `UPDATE t SET ${keyOf(label, '_')} = '${value}' WHERE row = 1;`,
  quotedField: (label, value) => `Field "${label}"\n   ${value}\nField "County"\n   Pike`,
  arrow: (label, value) => `${label} -> ${value}; county -> Pike`,
  numbered: (label, value) => `12. ${label}  ${value}      13. County  Pike`,
  columns: (label, value) => `Row   ${label}   County\n1     ${value}   Pike`,
  snake: (label, value) => JSON.stringify({ id: 1, [keyOf(label, '_')]: value, county: 'Pike' }),
  camel: (label, value) => JSON.stringify({ row: { [camelOf(label)]: value } }, null, 2),
  xml: (label, value) => `<${camelOf(label)}>${value}</${camelOf(label)}>`,
  question: (label, value) => `What is your ${label}?\u0000${value}`,
  answer: (label, value) => `Please give me the ${label} so I can look it up.\u0000ok it's ${value}`,
}

/** Each wording in each frame, once. */
export function labelGrid(): GridText[] {
  const random = createRandom(SEED)
  return WORDINGS.flatMap((wording) =>
    wording.labels.flatMap((label) =>
      Object.entries(FRAMES).map(([frame, write]) => {
        const marked = `⟦${[wording.entity, ...(wording.also ?? [])].join('|')}:${wording.value(random)}⟧`
        const turns = write(label, '\u0001', random)
          .replace(/"\u0001"|\\u0001|\u0001/, (at) => (at.startsWith('"') ? `"${marked}"` : marked))
          .split('\u0000')
          .map((turn, index, all) => ({ ...readMarked(turn), assistant: all.length > 1 && index === 0 }))
        return { label, frame, wording, turns }
      }),
    ),
  )
}

function keyOf(label: string, joint: string): string {
  return label
    .toLowerCase()
    .replaceAll('#', ' number')
    .replace(/[^a-zñáéíóú0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', joint)
}

function upperKeyOf(label: string): string {
  return keyOf(label, '_').toUpperCase()
}

function camelOf(label: string): string {
  return keyOf(label, ' ').replace(/ ([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
