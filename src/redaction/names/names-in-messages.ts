import { hashOf } from './fold.ts'
import { flagsOf } from './lexicon.ts'
import { LEX } from './lexicon-layout.ts'
import { nameFieldKind } from './name-field.ts'

/** A segment of a message between hospitals (HL7 version 2) or of a claim (X12). */
const SEGMENT = /^(?:MSH|PID|NK1|PV[12]|ORC|OBR|OBX|GT1|IN[12]|MRG|PD1|ROL|DG1|AL1|NTE|EVN)\|/m
/** `STEWART^LATOYA^DENISE` in a field or a repetition of one, also behind a number: `1234^ADEYEMI^FOLASADE`. */
const COMPONENTS =
  /(?<=[|~]|[|~][0-9]{1,16}\^)([\p{L}][\p{L}'’ -]{1,30}\^[\p{L}][\p{L}'’ -]{1,30}(?:\^[\p{L}][\p{L}'’-]{0,20})?)(?=[\^|~\r\n]|$)/gu
/** `NM1*IL*1*STEWART*LATOYA*D`: entity type 1 is a person. */
const ENTITY =
  /(?<=NM1\*[A-Z0-9]{2}\*1\*)([\p{L}][\p{L}'’ -]{0,34})(?:\*([\p{L}][\p{L}'’ -]{0,24}))?(?:\*([\p{L}][\p{L}'’-]{0,24}))?/gu
/** `Purvis, Shelby (DMH) <spurvis@…>`. */
const ADDRESSEE =
  /(?<!\p{L})(\p{Lu}[\p{L}'’-]{1,24}, \p{Lu}[\p{L}'’-]{1,20}(?: \p{Lu}\.?)?)(?= (?:\([A-Z]{2,8}\) )?<[^<>\s@]{1,64}@)/gu
/** `&name=Bao+Xiong` of a form that was sent. */
const QUERY =
  /(?<=[?&\n]|^)([A-Za-z][\w.-]{0,30})=([A-Za-z][A-Za-z'.-]{0,24}(?:(?:\+|%20)[A-Za-z][A-Za-z'.-]{0,24}){1,3})(?=[&\s]|$)/g
/** `ORGANIZER;CN=Ann Rowe:`, `cn=Ann Rowe,ou=…`, `FN:Ann Rowe`. */
const COMMON_NAME =
  /(?<=\b(?:CN=|cn=)"?|^FN:)(\p{L}[\p{L}.'’-]{0,24}(?: \p{L}[\p{L}.'’-]{0,24}){1,3})(?=[",;:+/\n]|$)/gmu

/** What a code is of, behind its text: `110^DTaP-HepB-IPV^CVX`. */
const CODINGS = new Set(
  'CVX MVX NDC LN LOINC SCT SNM SNOMED CPT HCPCS RXNORM ICD UCUM HGNC CDCREC NUBC NIP L LOCAL'.split(' '),
)

interface Range {
  readonly start: number
  readonly end: number
}

/** Names where only a format says that they are: HL7, X12, sent forms, directories. */
export function namesInMessages(text: string): Range[] {
  const found: Range[] = []
  if (text.includes('^') && SEGMENT.test(text)) {
    for (const { index, 0: name } of text.matchAll(COMPONENTS)) {
      const parts = name.split('^')
      if (CODINGS.has(parts[1]!.toUpperCase())) continue
      if (isName(parts[0]!, LEX.last) && isName(parts[1]!, LEX.first))
        found.push({ start: index, end: index + name.length })
    }
  }
  if (text.includes('NM1*')) {
    for (const match of text.matchAll(ENTITY)) {
      let at = match.index
      for (const part of match.slice(1)) {
        if (part === undefined) break
        found.push({ start: at, end: at + part.length })
        at += part.length + 1
      }
    }
  }
  if (text.includes('@') && text.includes(' <')) {
    for (const { index, 0: name } of text.matchAll(ADDRESSEE)) {
      if (isName(name.split(', ')[1]!.split(' ')[0]!, LEX.first)) found.push({ start: index, end: index + name.length })
    }
  }
  if (text.includes('=')) {
    for (const { index, 0: whole, 1: key, 2: value } of text.matchAll(QUERY)) {
      const kind = nameFieldKind(key!)
      if (kind === null || !isName(value!.split(/\+|%20/)[0]!, LEX.first)) continue
      found.push({ start: index + whole.length - value!.length, end: index + whole.length })
    }
  }
  if (/cn=|^FN:/im.test(text)) {
    for (const { index, 0: name } of text.matchAll(COMMON_NAME)) {
      if (isName(name.split(' ')[0]!, LEX.first)) found.push({ start: index, end: index + name.length })
    }
  }
  return found
}

/** Known as such, or not known at all. */
function isName(word: string, shift: number): boolean {
  const flags = flagsOf(hashOf(word))
  return flags === 0 || ((flags >>> shift) & 3) > 0
}
