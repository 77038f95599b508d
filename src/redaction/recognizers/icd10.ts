import type { Recognizer, Scan } from '../scan.ts'

/** Diagnosis codes (ICD-10-CM) where a diagnosis is spoken of; elsewhere `B12` is a room, a road or a vitamin. */
export const icd10: Recognizer = { entity: 'icd10', name: 'icd10', find }

const CODE = /^[A-TV-Z][0-9][0-9AB]$/
/** Without its point, as messages to payers write it. */
const WHOLE = /^[A-TV-Z][0-9][0-9AB][0-9A-Z]{0,4}$/
const SUBCODE = /^\.[0-9A-TV-Z]{1,4}(?![0-9A-Za-z])/
const WORDS_MAX = 6
/** Where the sick are spoken of, a code with its decimals needs no label. Streams don't wait for what follows it. */
const MEDICAL =
  /\bpts?\b|patient|diagn|\b[dhtr]x\b|\bRN\b|\bLPN\b|\bM\.?D\b|\bDr\b|doctor|nurse|hosp|clinic|medic|\bmeds?\b|[0-9] ?mg\b|symptom|injur|disease|disorder|syndrome|diabet|depress|an[a]?emi|hypert|\bHTN\b|\bCKD|\bT[12]DM\b|\bCOPD\b|cancer|fracture|infection|chronic|acute|cause of death|\bICD|surg|\bward\b|triage|prescri|therap|pneumon|dysph|disab|m[ée]dic|enfermedad|b[áa]c s[ĩi]|b[ệe]nh|\b[Cc]ode (?:is|for)\b/gi
/** What notes call what somebody has. A code right behind one needs no decimals: `HTN I10`. */
const CONDITION =
  /(?:\bHTN|\bHLD|\bDM ?[12]?|\bT[12]DM|\bCKD\d?|\bCOPD|\bCHF|\bCAD|\bGERD|\bPTSD|\bMDD|\bGAD|\bADHD|\bASD|\bOUD|\bAUD|\bSUD|\bTBI|\bUTI|\bOSA|\bBPH|\bhypertension|\bdiabetes|\basthma|\bobesity|\bhyperlipidemia|\bhypothyroid(?:ism)?|\bdepression|\banxiety|\bdementia|\bpneumonia|\bsepsis|\bepilepsy|\bmigraines?|\bneuropathy|\btinnitus|\bschizo[a-z]+|\bbipolar|\bautism|\bd\/o)(?![A-Za-z])/i
const AFTER_CONDITION = new RegExp(`${CONDITION.source}[,;:]? [(\\[]?$`, 'i')
/** Room for such a code in a list that has one before it: `A: F20.9, improving. I10, controlled.` */
const LIST_CHARS = 40
/** What else is numbered so. */
const OTHERS =
  /(?:drawing|dwg|sheet|section|sec\.|§|rule|table|fig(?:ure|\.)|room|rm|route|grid|panel|exhibit|chapter|appendix|form|item|version|ver|v|part|part no|model)[ .:#]{0,2}$/i
const LEFT_CHARS = 120
const RIGHT_CHARS = 60

function find(scan: Scan): void {
  const { text } = scan
  for (const { start, end, value, distance } of scan.tokens.labelled('diagnosis')) {
    if (
      distance > WORDS_MAX ||
      !(CODE.test(value) || (distance < 2 && WHOLE.test(value) && (distance === 0 || value.length > 3)))
    )
      continue
    scan.steps += 8
    push(scan, start, end + (SUBCODE.exec(text.slice(end, end + 6))?.[0].length ?? 0))
  }
  let last = Number.NEGATIVE_INFINITY
  const isMedical = medicalWords(text)
  for (const { start, end } of scan.tokens.all) {
    if (end - start === 3 && scan.tables && text.charCodeAt(end) !== 0x2d && isInList(scan, start, end, last))
      push(scan, start, end)
    if (end - start !== 3 || text.charCodeAt(end) !== 0x2e || !CODE.test(text.slice(start, end))) continue
    scan.steps += 8
    const sub = SUBCODE.exec(text.slice(end, end + 6))
    if (sub === null || /[-.][0-9A-Z]$/.test(text.slice(Math.max(0, start - 2), start))) continue
    const until = end + sub[0].length
    const before = text.slice(Math.max(0, start - LEFT_CHARS), start)
    if (
      OTHERS.test(before.slice(-16)) ||
      /^ (?:of the|grid|panel|screws?|bolts?)(?![a-z])/.test(text.slice(until, until + 12))
    )
      continue
    if (
      isMedical(start - LEFT_CHARS, start) ||
      CONDITION.test(before) ||
      (scan.tables && isMedical(until, until + RIGHT_CHARS))
    ) {
      push(scan, start, until)
      last = until
    }
  }
}

/**
 * Whether the sick are spoken of in a stretch of a text. Its words are looked for once, when somebody first asks, and not
 * once more round each code; whoever asks goes from left to right.
 */
function medicalWords(text: string): (from: number, to: number) => boolean {
  let words: readonly { readonly start: number; readonly end: number }[] | null = null
  let next = 0
  return (from, to) => {
    words ??= Array.from(text.matchAll(MEDICAL), ({ 0: { length }, index }) => ({ start: index, end: index + length }))
    while (next > 0 && words[next - 1]!.start >= from) next--
    while (next < words.length && words[next]!.start < from) next++
    return next < words.length && words[next]!.end <= to
  }
}

/** A code without decimals behind a condition, or in a sentence or list of codes. */
function isInList({ text }: Scan, start: number, end: number, last: number): boolean {
  if (!CODE.test(text.slice(start, end)) || /^\.?[0-9A-Za-z/]/.test(text.slice(end, end + 2))) return false
  if (AFTER_CONDITION.test(text.slice(Math.max(0, start - 24), start))) return true
  return start - last < LIST_CHARS && /(?:[,;.+&/] ?| and )$/.test(text.slice(last, start)) && text[start] !== 'B'
}

function push({ found }: Scan, start: number, end: number): void {
  found.push({ start, end, entity: 'icd10', score: 0.8, recognizer: 'icd10', validated: false, tier: 'label' })
}
