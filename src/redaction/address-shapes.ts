/** A shape anchored where it is tried; every part of it is bounded. */
export interface Frame {
  readonly shape: RegExp
  readonly score: number
  /** Whether the street may begin with a small letter. */
  readonly mayBeSmall: boolean
}

/** Street suffixes of USPS Publication 28 that are no everyday words in running text, so small letters will do. */
const PLAIN =
  'street|st|avenue|ave|av|boulevard|blvd|road|rd|lane|ln|terrace|ter|terr|parkway|pkwy|expressway|expy|turnpike|tpke|freeway|fwy|cir|ct|dr|pl|hwy|highway|' +
  'byp|bypass|causeway|cswy|crescent|cres|alley|aly|calle|avenida|carretera|causeway|blv|trl|xing'
/** Those that are everyday words: with a capital only. */
const CAPITAL =
  'Drive|Court|Way|Place|Circle|Loop|Trail|Run|Path|Pike|Pass|Crossing|Cove|Cv|Square|Sq|Plaza|Plz|Point|Pt|Ridge|Rdg|Row|Walk|Bend|Bnd|Glen|Gln|Grove|Grv|' +
  'Hollow|Holw|Landing|Lndg|Manor|Mnr|Meadows?|Mdws|Mews|Mill|Mills|Park|Parkways|Pines|Plain|Plains|Ranch|Rest|Rue|Shoals?|Shores?|Spring|Springs|Spurs?|' +
  'Station|Stravenue|Stream|Summit|Trace|Trce|Track|Tunnel|Union|Unions|Valley|Vly|Valleys|View|Views|Village|Vlg|Villages|Ville|Vista|Walks|Wells|Haven|Harbors?|' +
  'Heights|Hts|Hills?|Inlet|Islands?|Isle|Junctions?|Keys?|Knolls?|Lakes?|Lights?|Locks?|Lodge|Mall|Mission|Mountains?|Mount|Neck|Orchard|Oval|Overpass|' +
  'Parks|Passage|Cutoff|Pine|Port|Ports|Prairie|Radial|Ramp|Rapids?|River|Roads|Route|Streets|Throughway|Trafficway|Underpass|Viaduct|Bayou|Beach|Bluffs?|Bottom|' +
  'Branch|Bridge|Brooks?|Burgs?|Camp|Canyon|Cape|Centers?|Circles|Cliffs?|Club|Common|Commons|Corners?|Course|Courts|Coves|Creek|Crest|Curve|Dale|Dam|Divide|' +
  'Drives|Estates?|Falls?|Ferry|Fields?|Flats?|Fords?|Forest|Forges?|Forks?|Fort|Gardens?|Gateway|Greens?|Groves|Gap|Close|Gate|Mews|Quay'
const DIRECTION =
  '(?:[NS]\\.[EW]\\.|(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West|Northeast|Northwest|Southeast|Southwest)\\.?)'
const NUMBER = '[0-9]{1,6}(?:[A-Z]|-[0-9]{1,4}|-[A-Z]| ?½)?,? (?:(?:1/2|½) )?'
/** A line may be broken within a word. */
const WORD = "(?:[A-Z0-9À-ɏ](?:[A-Za-z0-9À-ɏ'’.-]|-\\n(?=[a-z])){0,19})"
/** What is counted, measured or timed has no house number. */
const SMALL =
  "(?!(?:miles?|minutes?|hours?|days?|weeks?|months?|years?|foot|feet|ft|yards?|acres?|lanes?|ways?|people|percent|dollars?|am|pm|of|to|and|or|in|on|the|for|more|other|new|different|a|at|is|are|was|were|per|from|by|with)(?![a-z]))(?:[a-z0-9][a-z0-9'’-]{0,17})"
const UNIT_ID = '(?:[A-Za-z]{0,2}-?[0-9]{1,5}(?:[/-][A-Za-z0-9]{1,4})?[A-Za-z]?|[A-Za-z])(?![A-Za-z0-9])'
/** Read with or without a number behind them. */
const UNIT_NAME =
  'Apartment|Apartamento|Apto|Appt|Apt|App|Suite|Ste|Unit|Lote|Lot|Bldg|Building|Floor|Room|Rm|Trlr|Trailer|Space|Spc|Piso|Depto|Dpto|Departamento|Cabin|Dorm|Hangar'
/** Those that mean something else without a number. */
const UNIT_NUMBERED = 'Fl|FL|Flr|No|Nbr|Int|Sp|Casa|Box|Bx|PMB|Pmb|Slip|Bay|Wing|Pod'
const UNIT =
  '(?:(?:,? {0,2}(?:\\n[ \\t]{0,8})?|\\^|, )(?:' +
  `(?:${capitals(UNIT_NAME)}|#)\\.?,? ?#? ?(?:${UNIT_ID})?(?![A-Za-z0-9])|(?:${UNIT_NUMBERED})\\.? ?#? ?[0-9]{1,5}[A-Za-z]?(?![A-Za-z0-9])|` +
  `(?:apartment|apartamento|apto|apt|suite|ste|unit|lote|lot|bldg|depto|piso|trlr|trailer)\\.? ?#? ?${UNIT_ID}|` +
  '[0-9]{1,2}(?:st|nd|rd|th|ST|ND|RD|TH|[ºª°]) (?:Floor|floor|FLOOR|Flr|Fl|FL|fl|Piso|piso)(?![A-Za-z])\\.?|' +
  `(?:[A-Z][A-Za-z'’-]{1,15} ){1,3}(?:Bldg|Building|BLDG|Tower|Towers|Apts|APTS|Apartments|Annex|MHP|Mobile Home Park|Trailer Park)(?![A-Za-z])\\.?|` +
  '(?:Upstairs|Downstairs|Rear|REAR|Front|Upper|Lower|Bsmt|Basement)(?=[,\\n]))){0,3}'
const KEEP_PERIOD = '(?![A-Za-z0-9À-ɏ])(?:\\.(?=,| [A-Za-z#]|\\n[ \\t]{0,8}[A-Z]))?'
const TAIL = `${KEEP_PERIOD}(?: ${DIRECTION}(?![A-Za-z]))?${UNIT}`
const ROADS = cases(
  'county road|county rd|county hwy|county highway|county lane|cnty rd|cnty road|co\\.? rd|co\\.? road|co\\.? hwy|state road|state rd|state route|state rte|state rt|state hwy|state highway|' +
    'st\\.? hwy|st\\.? rd|us highway|us hwy|us route|us rte|u\\.s\\. highway|u\\.s\\. hwy|farm road|farm rd|farm to market road|old highway|old hwy|old us hwy|' +
    'old route|ms highway|ms hwy|mo highway|mo hwy|missouri route|missouri highway|mississippi highway|private road|private rd|pvt road|pvt rd|township road|township rd|twp rd|' +
    'rural route|rural rt|supplemental route|forest road|forest service road|forest service rd|fs road|fs rd|service road|service rd|lake road|lake rd',
)
/** In small letters they are everyday words. */
const ROAD = capitals('Highway|Hwy|Route|Rte|Rt|Interstate|Road|Rd|Lane|Ln')
const STATE_ROAD = `(?:(?:${ROADS}|${ROAD}|CR|C\\.R\\.|SR|S\\.R\\.|US|U\\.S\\.|FR|FM|PR|MS|MO)\\.?(?: |-)|I-)`
const ROAD_NUMBER = '(?:[0-9]{1,5}(?:-[0-9]{1,4})?[A-Z]?|[A-Z]{1,2})(?![A-Za-z0-9])'
const ROAD_TAIL = `(?: (?:${DIRECTION}|Alt|ALT|Bypass|Byp|Business|Bus|Loop|Spur|Ext)(?![A-Za-z]))?${UNIT}`
/** What streets are called so often that a number before it is enough, where the clause ends behind it. */
const STREET_NAMES = capitals(
  'Walnut|Oak|Elm|Maple|Main|Pine|Cherry|Chestnut|Cedar|Spruce|Locust|Poplar|Magnolia|Pecan|Hickory|Sycamore|Dogwood|Mulberry|Vine|Broadway|Washington|Jefferson|' +
    'Lincoln|Madison|Monroe|Adams|Capitol|Church|Market|Front|Highland|Highland Park',
)
/** City, state and ZIP code. */
const POSTAL_AHEAD =
  "(?=,? (?:[A-Z][A-Za-z'’.-]{1,19} ){0,2}[A-Z][A-Za-z'’.-]{1,19},? (?:MS|MO|TN|AL|LA|AR|KS|IL|IA|OK|TX|Miss\\.|Mo\\.|Mississippi|Missouri),? [0-9]{5}(?![0-9]))"
const CLAUSE_END = '(?= ?[,;.)|\\]]?[ \\t]*(?:\\n|$)| ?[,;.)] ?[A-Z]|\\. )'

/** Most telling first. */
export const STREET_FRAMES: readonly Frame[] = [
  frame(`${NUMBER}(?:${DIRECTION} )?${STATE_ROAD}${ROAD_NUMBER}${ROAD_TAIL}`, '', 0.9, true),
  // A road of a county: `27140 Maries Road 304`.
  frame(
    `${NUMBER}(?:${WORD} ){1,2}(?:County Road|County Rd|Road|Rd|ROAD|RD)\\.? [0-9]{2,5}(?![0-9A-Za-z-]| (?:miles?|people|feet)(?![a-z]))${ROAD_TAIL}`,
    '',
    0.85,
  ),
  frame(
    `${NUMBER}(?:${DIRECTION} )?(?:Avenue|Ave\\.?|AVENUE|AVE|Street|STREET) [A-Z](?![A-Za-z0-9'’])${ROAD_TAIL}`,
    '',
    0.9,
  ),
  frame(
    `${NUMBER}(?:${DIRECTION} )?(?:${WORD} ){0,3}${WORD}(?: |\\n(?=[A-Z][a-z]{1,9}\\.?,))(?:${either(PLAIN)}|${CAPITAL}|${CAPITAL.toUpperCase()})(?:\\.? (?:Ext|EXT|Extd|Extension)(?![A-Za-z]))?${TAIL}`,
    '',
    0.9,
  ),
  frame(
    `${NUMBER}(?:(?:[nsew]|north|south|east|west) )?(?:${SMALL} ){1,2}?(?:${PLAIN})${KEEP_PERIOD}(?: [nsew](?![a-z]))?${UNIT.toLowerCase()}`,
    '',
    0.75,
    true,
  ),
  frame(
    `${NUMBER}(?:[NSEW]\\.?|[NS][EW]) (?:[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)|[A-Z][a-z]{2,15}|[A-Z]{3,15})${UNIT}${CLAUSE_END}`,
    '',
    0.75,
  ),
  frame(`[0-9]{3,5} (?:${STREET_NAMES})${UNIT}${CLAUSE_END}`, '', 0.7),
  // A street without a suffix: what stands behind it says enough.
  frame(`(?!(?:19|20)[0-9]{2} )[0-9]{1,5} (?:${WORD} )?${WORD}${UNIT}${POSTAL_AHEAD}`, '', 0.75),
  frame(
    `${NUMBER}(?:Broadway|BROADWAY|Rue|rue|Via|Calle|Avenida|Av\\.|Rua|Carrera)(?: (?:de|la|del|da|do|los|las|${WORD})){0,4}${TAIL}`,
    '',
    0.75,
    true,
  ),
]

/** In small letters, where words before it say that somebody lives there: suffixes that are everyday words, too. */
export const INFORMAL_FRAMES: readonly Frame[] = [
  frame(
    `${NUMBER}(?:${SMALL} ){1,3}?(?:drive|court|way|place|circle|loop|trail|cove|run|pike|bend|trace|ridge|crossing|landing|park|point|plaza|square|hollow|pass|path|row|walk|heights|hts|hill|hills)${KEEP_PERIOD}(?: [nsew](?![a-z]))?${UNIT.toLowerCase()}`,
    '',
    0.7,
  ),
  frame(
    `${NUMBER}(?:county road|county rd|co rd|cr|state road|state route|highway|hwy|route|rte|rt|farm road) [0-9]{1,5}[a-z]?(?![A-Za-z0-9])(?: (?:north|south|east|west|[nsew])(?![a-z]))?${UNIT.toLowerCase()}`,
    '',
    0.75,
  ),
]

/** What follows a street in small letters: a city with its state, or a state alone. */
export const INFORMAL_POSTAL: Frame = frame(
  '(?:,? |[ \\t]{0,2}\\r?\\n[ \\t>]{0,40})(?:(?:[A-Za-z][a-z]{2,13} ){0,2}[A-Za-z][a-z]{2,13},? )?(?:ms|mo|miss|mississippi|missouri|tn|tennessee|la|louisiana|al|alabama|ar|arkansas|tx|texas|il|illinois|ks|kansas)(?![a-z])(?:,? [0-9]{5}(?:-[0-9]{4})?(?![0-9-]))?',
  '',
  1,
)

/** A house whose number is a word: `One Hospital Drive`. */
export const WORDED_FRAME: Frame = {
  shape: new RegExp(
    `(?<![A-Za-z])(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|ONE|TWO) (?:[A-Z][A-Za-z'’.]{1,15} ){1,3}(?:Drive|Street|Avenue|Road|Lane|Boulevard|Blvd|Parkway|Pkwy|Plaza|Dr|St|Ave|Rd|DRIVE|STREET|AVENUE|ROAD|PLAZA)${KEEP_PERIOD}${UNIT}`,
    'g',
  ),
  score: 0.75,
  mayBeSmall: false,
}

const CITY_WORD = "[A-Z](?:[A-Za-zÀ-ɏ'’.-]|-\\n(?=[a-z])){1,19}"

/** City, state and ZIP code after a street, joined over a line break. */
export const POSTAL_FRAME: Frame = frame(
  `(?: ?[.,^/]){0,2}[ \\t]{0,6}(?:\\r?\\n[ \\t>]{0,40})?(?:(?:${CITY_WORD}[ ]){0,3}${CITY_WORD} ?[,^]? {0,2}(?:\\r?\\n)?)?` +
    `(?:(?:A[AEKLPRZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]|Miss\\.|Mo\\.|` +
    'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|MISSISSIPPI|MISSOURI|TENNESSEE|LOUISIANA|ALABAMA|ARKANSAS|KANSAS|ILLINOIS|TEXAS|FLORIDA|GEORGIA|OKLAHOMA|IOWA|NEBRASKA|KENTUCKY)' +
    '(?![A-Za-z])(?:[,^.]{0,2} {0,2}[0-9]{5}(?:-[0-9]{4})?(?![0-9-]))?)',
  '',
  1,
)

/** With a capital, and in capitals. */
function capitals(words: string): string {
  return words
    .split('|')
    .flatMap((word) => [word, word.toUpperCase()])
    .join('|')
}

/** Of several words: in small letters, with capitals, and in capitals. */
function cases(names: string): string {
  return names
    .split('|')
    .flatMap((name) => [name, name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()), name.toUpperCase()])
    .join('|')
}

/** As written in small letters, with a capital, and in capitals. */
function either(words: string): string {
  return words
    .split('|')
    .flatMap((word) => [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()])
    .join('|')
}

function frame(source: string, flags: string, score: number, mayBeSmall = false): Frame {
  return { shape: new RegExp(source, `${flags}y`), score, mayBeSmall }
}
