import { type Glance, PAIR } from '../glance.ts'

/** `A.B.`, `T. J.`, `K.L.M.` */
const INITIALS = /(?<![\p{L}\p{N}.&/-])(?:[A-Z]\. ?){1,2}[A-Z]\.(?![\p{L}\p{N}])/gu
const HINT = /[A-Z]\. ?[A-Z]\./
/** What other things are written so. */
const OTHERS = new Set(
  (
    'US USA USC UK UN EU DC PO NE NW SE SW AM PM MD RN JD BA BS MS MA MO PA DO OD DDS LPN PC LP LLP NA CFR FR EST CST PST MST EDT CDT PDT ' +
    'DOB SSN AKA DBA RSMO SCT LED FOIA ID IQ TV HR CR RR FM AD BC CE BCE ATM ADA NY NJ NC ND SC SD RI NH NM CA VA GA LA AL AR TN WA WI IL KY TX FL OH MI MN DA ER ICU IV OB GYN ENT EMT RIP RSVP PS NB QA HQ FOB COD'
  ).split(' '),
)
/** Who a court, a school or an officer writes of by initials, and what stands before them. */
const BEFORE =
  /(?:\b(?:[Ii]n re:?|IN RE:?|[Mm]atter of|MATTER OF|[Ii]nterest of|INTEREST OF|[Gg]uardianship of|GUARDIANSHIP OF|[Aa]doption of|ADOPTION OF|[Cc]ustody of|CUSTODY OF)|\b(?:minor|child|children|juvenile|youth|victim|student|pupil|resident|patient|client|consumer|individual|infant|baby|boy|girl|brother|sister|son|daughter|nephew|niece|cousin|stepson|stepdaughter|grandson|granddaughter|twin|twins|sibling|siblings|friend|classmate|roommate|boyfriend|girlfriend|husband|wife|named|initials)s?(?: child| children)?(?: is| are| was)?)[ ,:]*[("“]? ?$|\b(?:minor|child|juvenile|youth|student|resident|patient|client|consumer)s?\b[^.;\n]{1,24}\( ?$/i
/** What follows them only where they are somebody. */
const AFTER =
  /^(?:['’]s (?:mother|father|mom|dad|parents?|guardian|teacher|sister|brother|aunt|grand|foster|case|behavior|clothes|IEP|doctor|therapist|worker)|,? ?\(?(?:a minor|an? (?:\d+|[a-z]+)[- ]year|age[ds]? \d|aged \d|\d{1,2} ?(?:y\.?o|yrs?\b|years? old|months? old)|d\.?o\.?b\.?\b|born\b|minor\b|juvenile\b)| (?:was|is|has|had|did|does|will|reported|stated|said|told|became|began|refused|hit|struck|cried|ran|lives|lived|disclosed|denied|attends|attended)\b)/i
const BEFORE_CHARS = 48
const AFTER_CHARS = 32

/** Children, residents and victims of whom somebody writes initials only, and each other place where the same initials stand. */
export function initialled(text: string, glance: Glance): { start: number; end: number }[] {
  if (!glance.holdsPair(PAIR.capitalThenOther) || !HINT.test(text)) return []
  const places = [...text.matchAll(INITIALS)].flatMap(({ index, 0: written }) => {
    const letters = written.replace(/[. ]/g, '')
    return OTHERS.has(letters) || isPartOfName(text, index, written)
      ? []
      : [{ start: index, end: index + written.length, letters }]
  })
  const people = new Set(
    places.filter((place) => isSomebody(text, place.start, place.end)).map(({ letters }) => letters),
  )
  return places.filter(({ letters }) => people.has(letters))
}

/** `J. R. Smith`, `Smith, J.R.`: the names there are read otherwise. */
function isPartOfName(text: string, start: number, written: string): boolean {
  return /^ \p{Lu}\p{Ll}/u.test(text.slice(start + written.length, start + written.length + 3)) && written.includes(' ')
}

function isSomebody(text: string, start: number, end: number): boolean {
  return (
    BEFORE.test(text.slice(Math.max(0, start - BEFORE_CHARS), start)) || AFTER.test(text.slice(end, end + AFTER_CHARS))
  )
}
