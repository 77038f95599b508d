import { type ConsoleSection, SECTION_PATHS } from '../../pages/console-views.ts'
import type { Words } from '../languages/en.ts'

/** THE list of the console’s navigation. */
export const SECTION_LINKS: readonly {
  readonly section: ConsoleSection
  readonly href: string
  readonly label: (words: Words) => string
}[] = [
  { section: 'records', href: SECTION_PATHS.records, label: (words) => words.console.sections.records },
  { section: 'saved', href: SECTION_PATHS.saved, label: (words) => words.console.sections.saved },
  { section: 'exports', href: SECTION_PATHS.exports, label: (words) => words.exports.title },
  { section: 'reveals', href: SECTION_PATHS.reveals, label: (words) => words.console.sections.reveals },
  { section: 'requests', href: SECTION_PATHS.requests, label: (words) => words.requests.title },
  { section: 'productions', href: SECTION_PATHS.productions, label: (words) => words.productions.title },
  { section: 'holds', href: SECTION_PATHS.holds, label: (words) => words.console.sections.holds },
  { section: 'dispositions', href: SECTION_PATHS.dispositions, label: (words) => words.console.sections.dispositions },
  { section: 'transitory', href: SECTION_PATHS.transitory, label: (words) => words.console.sections.transitory },
  { section: 'access-log', href: SECTION_PATHS['access-log'], label: (words) => words.console.sections.accessLog },
  { section: 'reports', href: SECTION_PATHS.reports, label: (words) => words.console.sections.reports },
  { section: 'samples', href: SECTION_PATHS.samples, label: (words) => words.samples.title },
  { section: 'decisions', href: SECTION_PATHS.decisions, label: (words) => words.decisions.title },
  { section: 'incidents', href: SECTION_PATHS.incidents, label: (words) => words.incidents.queue.title },
]
