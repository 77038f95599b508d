import { type Glance, glanceWords } from './glance.ts'

/** A street that other countries write otherwise than ours. Half-open, in UTF-16 code units. */
export interface ForeignAddress {
  readonly start: number
  readonly end: number
}

const NAME = "\\p{Lu}[\\p{L}'’.-]{1,24}"
/** `Lindenallee 27, 48143 Münster`: number behind the street, code before the city. */
const CODE_FIRST = new RegExp(
  `(?:(?<![\\p{L}\\p{N}])(?:${NAME} |(?:de|des|der|den|dem|la|le|du|di|del|della|van|vor|zum|zur|am|an|im|in|auf) ){0,3}${NAME} )[0-9]{1,4}(?: ?[a-z])?(?:[-/][0-9]{1,3})?,?\\s{1,4}(?:[A-Z]{1,2}-)?[0-9]{4,5}(?: ?[A-Z]{2})? [\\p{L}'’ -]{2,60}$`,
  'u',
)
const CODE = /[0-9] ?[a-z]?,?\s{1,4}(?:[A-Z]{1,2}-)?[0-9]{4,5}(?: [A-Z]{2})? (?=[A-ZÀ-Þ])/g
const PLACE = "\\p{Lu}[\\p{L}'’-]{1,24}"
const CITY = new RegExp(`${PLACE}(?: (?:am|an|im|der|del|di) ${PLACE}| ${PLACE})?`, 'uy')
const LOOK_BACK = 96
/** A street of ours goes before such a number, or a unit. */
const OURS =
  /^(?:Apt|Apartment|Suite|Ste|Unit|Lot|Bldg|Building|Room|Rm|Floor|Box|Section|Chapter|Route|Rt|Highway|Hwy|Road|Page|Item|Table|No|Nos|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.?[ ]/
/** With the kind of street first, the number behind it, and what follows in the same line or the next. */
/** Where one may begin; most texts have none of these. */
const ANCHOR =
  /CALLE|[Cc]alle |C\/ |A[Vv]\.|Avda|A[Vv][Ee][Nn][Ii][Dd][Aa]|avenida|Rua|Viale|Piazza|Carrera|Cra\.|Calzada|Privada|Callejón|Circuito|Prolongación|Paseo|Jalan|Jl\.|[Uu]l\.|[Uu]lica|[Đđ]ường|Strada|улица|ул\.|Barrio|Colonia|[Cc]arretera|Quận|Phường/g
/** Before the kind of street: `5ª Avenida`, or a number in Vietnam. */
const ORDINAL = /(?<![\p{L}\p{N}])[0-9]{1,2}[ªºa]\.? $/u
const VIETNAMESE =
  /(?:[Ss]ố )?(?<![\p{L}\p{N}.,])[0-9]{1,4}[A-Z]?(?:\/[0-9]{1,4}){0,3} (?:(?:đường|Đường|phố|ngõ|hẻm) )?(?:\p{Lu}\p{L}{1,9} ?){1,4},(?= ?(?:Phường|Quận|P\.|Q\.|TP|[Xx]ã|[Hh]uyện))/gu
const KIND_FIRST =
  /(?<![\p{L}\p{N}])(?:Calle|CALLE|calle|C\/(?= \p{Lu}\p{Ll})|Av\.|Avda\.?|Avenida|AVENIDA|avenida|Rua|Viale|Piazza|Carrera|Cra\.|Calzada|Privada|Callejón|Circuito|Prolongación|Paseo|Jalan|Jl\.|ul\.|Ulica|ulica|Đường|đường|Strada|улица|ул\.|Barrio|Colonia) ?(?:[\p{Lu}0-9][\p{L}\p{N}'’.-]{0,20}|de|del|la|las|los|da|do|dos|das)(?: (?:[\p{Lu}][\p{L}'’.-]{0,20}|de|del|la|las|los|da|do|dos|das|e|y)){0,5},? ?(?:No\.? ?|Núm\.? ?|núm\.? ?|número |# ?|n[°º.] ?|д\. ?)?[0-9]{1,5}(?:-[0-9A-Z]{1,4})?[A-Za-z]?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[Cc]arretera (?:[\p{L}\p{N}-]{1,20} ){0,5}[Kk]m\.? ?[0-9]{1,4}(?:\.[0-9]{1,2})?(?![0-9])/uy
const KINDS_MET = glanceWords(
  'calle| av |avda|avenida|rua |viale|piazza|carrera| cra |calzada|privada|callej|circuito|prolong|paseo|jalan| jl | ul |ulica|strada|carretera|barrio|colonia'.split(
    '|',
  ),
)
/** A part of such an address behind a comma: a quarter, a code, a city. */
const PART =
  /,? ?(?:\r?\n[ \t]{0,8})?(?:(?:Col(?:onia)?\.?|Fracc\.?|C\.? ?P\.?|[Aa]pto\.?|[Dd]e?pto\.?|[Ii]nt\.?|[Pp]iso|[Zz]ona|Barrio|Bairro|Quận|Phường|[Hh]uyện|[Xx]ã|P\.|Q\.|TP\.?|кв\.) ?[\p{L}\p{N}.-]{1,20}(?: \p{Lu}[\p{L}.-]{1,20}){0,3}|[0-9]{4,5}(?:-[0-9]{3})?(?![0-9])(?: \p{Lu}[\p{L}.-]{1,20}){0,3}|(?<=\n[ \t]{0,8})\p{Lu}[^\n,0-9:]{2,30}(?=,[^\n:]{0,40}[0-9]{5})|(?<=,\s?(?:\r?\n[ \t]{0,8})?)(?!(?:I|He|She|We|They|The|And|But|Mr|Mrs|Ms|Dr|Tel|Phone|Cell|DOB|SSN|Email)(?![a-z]))\p{Lu}[\p{L}.-]{2,20}(?: (?:de|del|da|do|\p{Lu}[\p{L}.-]{1,20})){0,3}(?: ?[–-] ?[A-Z]{2,3}(?![\p{L}]))?)(?![\p{L}\p{N}])/uy
const NOT_LATIN = /[Đđуậư]/
const PARTS_MAX = 6
const COUNTRY =
  /,?\s{1,4}(?:Mexico|México|MÉXICO|MEXICO|Brazil|Brasil|Guatemala|Honduras|El Salvador|Nicaragua|Colombia|Germany|Deutschland|France|Italy|Italia|Spain|España|Japan|China|Vietnam|Việt Nam|Korea|India|Philippines|Canada|United Kingdom|UK|England|Scotland|Ireland|Poland|Ukraine|Bosnia and Herzegovina|Bosna i Hercegovina|Nigeria|Kenya|Jordan|Haiti|Peru|Perú|Ecuador|Venezuela|Cuba|República Dominicana|Dominican Republic|Austria|Österreich|Switzerland|Schweiz)(?![\p{L}])/uy
/** Japan's, with the mark of its postal service; China's and Korea's, by road and number. */
const EAST_ASIAN =
  /〒[0-9]{3}-[0-9]{4}[^\n]{0,60}|[\u4e00-\u9fff]{2,16}[\u4e00-\u9fff0-9A-Za-z-]{0,16}(?:路|街|道|巷|村|丁目)[\u4e00-\u9fff]{0,6}[0-9]{1,5}(?:号|號|番地?|-[0-9]{1,4})?(?:[\u4e00-\u9fff0-9-]{0,12}(?:室|楼|樓|号))?|[가-힣]{2,8}(?:시|도) [가-힣0-9 -]{2,30}(?:로|길) ?[0-9]{1,4}(?:-[0-9]{1,3})?(?:,? ?[0-9]{1,4}(?:동|호)){0,2}/gu
/** What each of these has: most texts of these languages have none. */
const NUMBERED_STREET = /〒[0-9]|(?:路|街|道|巷|村|丁目)[\u4e00-\u9fff]{0,6}[0-9]|(?:로|길) ?[0-9]/
/** Of Quebec, and of Japan in our letters. */
const OVERSEAS =
  /[0-9]{1,5},? (?:rue|boul\.?|avenue|chemin|ch\.) (?:de |du |des |de la |la )?\p{Lu}[\p{L}'’.-]{1,24}(?: \p{Lu}[\p{L}'’.-]{0,24}){0,3}(?:,? (?:app|bureau|apt)\.? ?[0-9]{1,5})?,? \p{Lu}[\p{L}-]{2,20} \(Qu[ée]bec\)(?: [A-Z][0-9][A-Z] ?[0-9][A-Z][0-9])?|[0-9]{1,3}-[0-9]{1,3}(?:-[0-9]{1,3})? \p{Lu}\p{Ll}{2,20}(?:, \p{Lu}\p{Ll}{2,20}-(?:ku|shi|cho|gun|machi)){1,3}(?:, \p{Lu}\p{Ll}{2,12})?(?: [0-9]{3}-[0-9]{4})?/gu
const ASIAN = /[\u3012\u4e00-\u9fff\uac00-\ud7a3]/

/** Addresses of other countries. Each is looked for from an anchor, in a bounded window round it. */
export function foreignAddresses(text: string, glance: Glance): ForeignAddress[] {
  const found: ForeignAddress[] = []
  CODE.lastIndex = 0
  for (let match = CODE.exec(text); match !== null; match = CODE.exec(text)) {
    CITY.lastIndex = CODE.lastIndex
    if (!CITY.test(text)) continue
    const before = text.slice(Math.max(0, match.index - LOOK_BACK), match.index)
    const line = before.slice(before.lastIndexOf('\n') + 1) + text.slice(match.index, CITY.lastIndex)
    const whole = CODE_FIRST.exec(line)
    if (whole === null || OURS.test(whole[0])) continue
    found.push({ start: CITY.lastIndex - whole[0].length, end: countryEnd(text, CITY.lastIndex) })
  }
  if (glance.mayHold(KINDS_MET) || NOT_LATIN.test(text)) addKindFirst(text, found)
  if (ASIAN.test(text) && NUMBERED_STREET.test(text))
    for (const { 0: whole, index } of text.matchAll(EAST_ASIAN)) found.push({ start: index, end: index + whole.length })
  if (text.includes('bec)') || /-(?:ku|shi|cho|gun|machi)\b/.test(text))
    for (const { 0: whole, index } of text.matchAll(OVERSEAS)) found.push({ start: index, end: index + whole.length })
  return found
}

/** Streets whose kind stands first; those of Vietnam are known by the quarter behind them. */
function addKindFirst(text: string, found: ForeignAddress[]): void {
  ANCHOR.lastIndex = 0
  for (let anchor = ANCHOR.exec(text); anchor !== null; anchor = ANCHOR.exec(text)) {
    KIND_FIRST.lastIndex = anchor.index
    if (!KIND_FIRST.test(text)) continue
    const ordinal = ORDINAL.exec(text.slice(Math.max(0, anchor.index - 6), anchor.index))
    const end = partsEnd(text, KIND_FIRST.lastIndex)
    found.push({ start: anchor.index - (ordinal?.[0].length ?? 0), end })
    ANCHOR.lastIndex = end
  }
  if (!/Quận|Phường|[Hh]uyện|TP/.test(text)) return
  for (const { 0: street, index } of text.matchAll(VIETNAMESE))
    found.push({ start: index, end: partsEnd(text, index + street.length - 1) })
}

function partsEnd(text: string, at: number): number {
  let end = at
  for (let parts = 0; parts < PARTS_MAX; parts++) {
    PART.lastIndex = end
    if (!PART.test(text) || PART.lastIndex === end) break
    end = PART.lastIndex
  }
  return countryEnd(text, end)
}

/** Behind the country that stands at an offset; the offset itself where none does. */
export function countryEnd(text: string, at: number): number {
  COUNTRY.lastIndex = at
  return COUNTRY.test(text) ? COUNTRY.lastIndex : at
}
