/** What a text cites, and where. */
export interface Citation {
  readonly kind: CitationKind
  readonly text: string
  /** UTF-16. */
  readonly start: number
}
type CitationKind = (typeof PATTERNS)[number][0]

/** The forms that are known. The gateway sees that something is cited, and never whether it exists or says so. */
const PATTERNS = [
  ['url', /\bhttps?:\/\/[^\s<>()[\]"]{3,500}/gi],
  ['doi', /\b(?:doi:\s?)?10\.\d{4,9}\/[^\s"<>()]{1,200}/gi],
  // Codes of the United States, of regulations, and of both States: "42 U.S.C. § 1983", "Miss. Code Ann. § 25-61-5", "§ 610.021, RSMo".
  ['federal-code', /\b\d{1,2}\s(?:U\.?\s?S\.?\s?C\.?|C\.?\s?F\.?\s?R\.?)\s(?:§+\s?|part\s)?\d[\w.-]{0,30}/gi],
  ['state-code', /\b(?:Miss\.\s?Code(?:\sAnn\.)?|RSMo\.?|Mo\.\s?Rev\.\s?Stat\.)\s?§*\s?\d{1,3}[\w.-]{0,30}/gi],
  ['section', /(?:§{1,2}|\bsections?)\s?\d{1,4}[.-]\d[\w.-]{0,30}(?:,?\sRSMo)?/gi],
  // "Marbury v. Madison, 5 U.S. 137 (1803)": the reporter’s volume, name and page.
  [
    'case',
    /\b\d{1,4}\s(?:U\.S\.|S\.\s?Ct\.|F\.(?:\s?Supp\.)?(?:\s?[234]d)?|So\.(?:\s?[23]d)?|S\.W\.(?:\s?[23]d)?)\s\d{1,5}\b/g,
  ],
  [
    'case-name',
    /\b[A-Z][\w.’'-]{1,40}(?:\s[A-Z][\w.’'&-]{0,40}){0,4}\sv\.\s[A-Z][\w.’'-]{1,40}(?:\s[A-Z][\w.’'&-]{0,40}){0,4}/g,
  ],
  ['act', /\b(?:Executive Order|House Bill|Senate Bill|H\.B\.|S\.B\.|Public Law|Pub\. L\.)\s(?:No\.\s)?\d[\d-]{0,10}/g],
] as const

/** Clause MO-42: URLs, DOIs, statutes, regulations, cases and acts, in the order of the text, each place once. */
export function citationsOf(text: string): readonly Citation[] {
  const found = PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({
      kind,
      text: match[0].replace(/[.,;:’']+$/, ''),
      start: match.index,
    })),
  ).toSorted((a, b) => a.start - b.start || b.text.length - a.text.length)
  const kept: Citation[] = []
  for (const one of found) {
    const before = kept.at(-1)
    if (before === undefined || one.start >= before.start + before.text.length) kept.push(one)
  }
  return kept
}
