import { decimals } from '../../measure/wilson.ts'
import { aim, entitiesTable, type HeldOutRuns, kindsTable, measuresTable } from '../../report/held-out-report.ts'
import { FLOORS } from './floors.ts'
import { SETS } from './held-out-texts.ts'

/** The model card, written from a run: docs/redaction-model-card.md. */
export function modelCard(runs: HeldOutRuns): string {
  const { judging, development } = runs
  return `# Model card: the redaction engine

Written by \`npm run model-card\` from a run of the evaluation; don’t edit it by hand.

## What it is

Rules, check digits and label words for about 45 kinds of identifiers, and for names a small averaged-perceptron tagger
beside a list of first names and surnames. It runs inside the gateway, calls nothing, and the same text always gives the
same spans. Its parts are described in [ARCHITECTURE.md](../ARCHITECTURE.md).

## How it is measured

${judging.texts + development.texts} invented texts as state offices write them (letters, case notes, forms, JSON, CSV, logs, chats, transcripts, informal
messages, poor scans, other languages, look-alikes and plain prose) with their values marked, in
\`bench/redaction/held-out/texts\`. They are three sets by different authors, each written before its author had read a line
of the engine, but for the list of its entities:

- *first*: the texts that the engine was first judged by;
- *everyday*: clear forms, usual exports, ordinary letters and notes;
- *harsh*: the same kinds at their ugliest: no headers, lost blanks, misread letters, rare names, wrapped lines, firms
  and roads that are called after people.

Half of each set, chosen by a hash of the texts’ ids, judges: nobody reads its errors. What is looked at is how many there
are, by entity and kind of text, and once, in November 2026, it was the shapes of false names of the first set, with
every letter masked. The other halves helped to find what was missing, so their figures flatter. \`npm run bench -- --only accuracy\` repeats the measurement.
The texts of \`bench/redaction/practice\`, and every wording of a label there in each of 22 places, served to better the engine
and judge nothing.

- A value is *found and named rightly* when a detection of its entity shares at least half of what both cover together.
- It is *half covered* when detections of whatever entity cover at least half of its characters.
- Shares have 95 % Wilson intervals. Those of characters take them as independent, which they aren’t: the true ones are
  wider.
- False alarms are counted for every 1,000 words.
- Titles (“Ms.”), towns in a field of their own and the like count neither way.

## Figures

${markdown(...measuresTable(runs))}

### By entity, all judging halves

${markdown(...entitiesTable(judging))}

### By kind of text, all judging halves

${markdown(...kindsTable(judging))}

${floorsSection()}
## What it can’t do

- A value with no shape, no label and no name-like look is missed: a nine-digit number that nobody calls anything, a
  licence number in the middle of a sentence about something else, a first name that is also a word, in lower case.
- Of numbers read out in words (“four two seven …”) only telephone numbers, and those that a label or a question names, are
  found; of values that a scan broke up many are missed, above all where nothing else shows that it was one.
- Names in scripts other than Latin are found by what stands beside them, not by themselves.
- Firms, roads and things that are called after somebody are at times taken for people, mostly where nothing says what they are.
- Pictures, sound and files that aren’t text aren’t read. What can’t be scanned is refused or recorded as unscanned, as
  policy says.
- Names, addresses and dates of birth are looked for in whole texts only, not in streamed answers.
- Who somebody is may follow from what is told about them. Nothing here finds that.
- Small samples: many entities have fewer than ten labelled values, so their intervals are wide. Texts of a few authors,
  however varied, aren’t those of a whole government. Agencies should keep texts of their own to judge it by.

So it is one safeguard among several: systems are approved for classes of data, people are told what left, and policy
may refuse what redaction would only thin out.
`
}

/** The floors as they are enforced; the card must say the same. */
export function floorsSection(): string {
  const rows = FLOORS.map((floor) => {
    const values = SETS.map((set) => floor.floor[set])
    const least = values.map((value) => (floor.isRate ? `${value} in 1,000 words` : decimals(value)))
    return [floor.measure, aim(floor), ...least.map((value) => `${floor.bound} ${value}`)]
  })
  return `## Floors

A change that takes the judging half of a set below these fails the tests.

${markdown(['', 'target', ...SETS], rows)}
`
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}
