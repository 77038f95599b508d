import type { AccessibilityEvidence, Looks } from '#src/conformance/accessibility.ts'
import type { Seen } from './seen-folder.ts'

/** What was seen, each thing once and in order: the same sights give the same evidence, whichever test came first. */
export function accessibilityOf(
  seen: readonly Seen[],
  form: AccessibilityEvidence['form'],
  date: string,
): AccessibilityEvidence {
  const of = <Kind extends Seen['kind']>(kind: Kind) =>
    seen.filter((one): one is Extract<Seen, { kind: Kind }> => one.kind === kind)
  const unique = <T extends string | number>(values: readonly T[]): T[] =>
    [...new Set(values)].sort((a, b) => (a < b ? -1 : 1))
  const widthsOf = (kind: 'axe' | 'own', state: string): number[] =>
    unique(of(kind).flatMap((one) => (one.state === state ? [one.width] : [])))
  const states = unique([...of('axe'), ...of('own')].map(({ state }) => state))
  const groups = Map.groupBy(states, (state) => JSON.stringify([widthsOf('axe', state), widthsOf('own', state)]))
  const looks = [...groups]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([key, same]): Looks => {
      const [axe, own] = JSON.parse(key) as [number[], number[]]
      return { axe, own, states: same }
    })
  const checks = Map.groupBy(of('check'), ({ check }) => check)
  return {
    form,
    date,
    versions: Object.fromEntries(
      of('version')
        .map(({ name, version }) => [name, version] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    looks,
    checks: Object.fromEntries(
      [...checks]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([check, all]) => [check, unique(all.map(({ file }) => file))]),
    ),
    longerWords: unique(of('longer').map(({ page }) => page)),
  }
}

/** What is claimed and was not seen now. A run of the short form can’t show what only the full one looks at. */
export function unseenOf(claimed: AccessibilityEvidence, shown: AccessibilityEvidence): string[] {
  const claimsOf = ({ looks, checks, longerWords }: AccessibilityEvidence): string[] => [
    ...looks.flatMap(({ axe, own, states }) =>
      states.flatMap((state) => [
        ...axe.map((width) => `axe of ${state} at ${width}`),
        ...own.map((width) => `own checks of ${state} at ${width}`),
      ]),
    ),
    ...Object.entries(checks).flatMap(([check, files]) => files.map((file) => `${check} by ${file}`)),
    ...longerWords.map((page) => `longer words on ${page}`),
  ]
  if (claimed.form === 'full' && shown.form === 'short') return []
  const seen = new Set(claimsOf(shown))
  return claimsOf(claimed).filter((claim) => !seen.has(claim))
}
