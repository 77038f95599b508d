import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

/** Companies, funds, brands, schools and places that bear whole names of people. */
const NAMED =
  `edward jones|charles schwab|raymond james|morgan stanley|jp morgan|j p morgan|jpmorgan chase|wells fargo|goldman sachs|merrill lynch|
  hancock whitney|duncan williams|smith barney|piper sandler|stifel nicolaus|dean witter|paine webber|bear stearns|lehman brothers|
  ernst young|price waterhouse|deloitte touche|grant thornton|baker tilly|baker mckenzie|carr riggs|riggs ingram|crowe horwath|forvis mazars|butler snow|
  watkins eager|baker donelson|phelps dunbar|adams reese|balch bingham|bradley arant|husch blackwell|bryan cave|lathrop gage|
  stinson leonard|polsinelli shughart|thompson coburn|armstrong teasdale|king spalding|kirkland ellis|jones day|white case|
  johnson johnson|johnson controls|hewlett packard|rolls royce|harley davidson|briggs stratton|pratt whitney|black decker|stanley black|
  john deere|massey ferguson|new holland|case ih|allis chalmers|caterpillar|alexander dennis|thomas built|blue bird|freightliner|mack trucks|
  procter gamble|smith wesson|abercrombie fitch|barnes noble|ben jerrys|marks spencer|williams sonoma|lord taylor|neiman marcus|bergdorf goodman|
  ralph lauren|calvin klein|tommy hilfiger|michael kors|kate spade|tory burch|vera bradley|liz claiborne|
  mary kay|estee lauder|elizabeth arden|helena rubinstein|bobbi brown|lane bryant|eddie bauer|tommy bahama|jos a bank|
  sara lee|betty crocker|aunt jemima|uncle ben|uncle bens|oscar mayer|marie callender|newmans own|mrs fields|little debbie|famous amos|
  dr pepper|jack daniels|jim beam|johnnie walker|captain morgan|samuel adams|sam houston|stephen f austin|papa johns|papa murphys|jimmy johns|
  wendys|hardees|arbys|carls jr|dennys|applebees|chilis|long john silvers|lowes|kohls|macys|dillards|sears roebuck|j c penney|jc penney|
  dave busters|ruby tuesday|trader joes|sams club|hobby lobby|ace hardware|sherwin williams|benjamin moore|dunn edwards|valspar|
  fisher price|hamilton beach|kitchen aid|bausch lomb|johnson outdoors|smith nephew|eli lilly|merck|
  bristol myers squibb|bristol myers|parke davis|burroughs wellcome|blue cross|mutual of omaha|john hancock|lincoln financial|jackson national|
  humana|liberty mutual|farm bureau|jackson hewitt|hr block|h r block|liberty tax|burns mcdonnell|black veatch|
  allen hoshall|neel schaffer|parsons brinckerhoff|kimley horn|jacobs engineering|chester bross|emery sapp|
  ws newell|dunn roadbuilders|warren paving|ergon asphalt|tyson foods|sanderson farms|cal maine|peco foods|koch foods|hormel|cargill|
  ben franklin|dow jones|standard poors|fannie mae|freddie mac|sallie mae|ginnie mae|farmer mac|dun bradstreet|rand mcnally|merriam webster|
  simon schuster|houghton mifflin|harper collins|mcgraw hill|john wiley|wiley sons|prentice hall|addison wesley|matthew bender|west group|
  arthur andersen|mckinsey|booz allen|booz allen hamilton|allen hamilton|kelly services|willis towers watson|arthur j gallagher|marsh mclennan|lockton|
  raytheon|lockheed martin|northrop grumman|general dynamics|boeing|emerson electric|otis elevator|thyssen krupp|
  trane|rheem|bradford white|a o smith|ao smith|kohler|moen|delta faucet|zurn|sloan valve|schneider electric|allen bradley|
  martin marietta|vulcan|warner robins|st jude|saint jude|ronald mcdonald|ronald mcdonald house|boys town|father flanagan|susan g komen|
  betty ford|johns hopkins|sloan kettering|anderson cancer|m d anderson|md anderson|bill melinda gates|melinda gates|
  robert wood johnson|wood johnson|annie e casey|w k kellogg|kellogg|henry j kaiser|kaiser permanente|kaiser family|john d macarthur|andrew w mellon|
  william woods|william jewell|rust college|hinds community|jones college|pearl river|jackson state|lincoln university|harris stowe|
  stephens college|columbia college|tougaloo|millsaps|belhaven|delta state|alcorn state|itawamba|
  laura bush|barbara bush|john q public|john doe|jane doe|jane roe|john roe|richard roe|joe public|
  amber alert|silver alert|megans law|jessicas law|kendras law|lauras law|jacobs law|kaylees law|hope scholarship|pell grant|perkins loan|stafford loan|
  robert e lee|stonewall jackson|jefferson davis|woodrow wilson|martin luther king|rosa parks|medgar evers|george washington carver|
  uncle sam|santa claus|easter bunny|mickey mouse|smokey bear|mark twain|monte carlo|
  mcafee|avast|dell latitude|lenovo|xerox|pitney bowes|neopost|diebold|dillard|kelley blue book|kelley blue|carfax|
  levi strauss|carhartt|dickies|red wing|justin boots|tony lama|timberland|l l bean|ll bean|lands end|j crew|jcrew|
  murphy usa|phillips 66|allsups|quik trip|break time|mapco|harris teeter|piggly wiggly|winn dixie|schnucks|dierbergs|kroger|walgreens|costco|schindler|westinghouse|goodyear|firestone|langelier|heinz|hershey|bayer|pfizer|deere|aetna|honeywell|siemens|orkin|terminix|gainwell|steinway|coca cola|hol mac|fred meyer|jimmy dean|ben e keith|rosetta stone|warby parker|burt bees|ruth chris|laura ashley|johnny morris|joann fabrics|olive branch|pass christian|holly springs|jeff davis|kitty hawk|eugene field|jack russell|jack olantern|lou gehrig|lewy body|crohn|alzheimer|hodgkin|asperger|tourette|raynaud|apgar|wechsler|montessori|bayesian`
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => name.split(/\s+/).map(hashOf))

/** Behind `and` or `&` between two surnames it says that they are none. */
const FIRM_ENDS = new Set(['and', 'amp'].map(hashOf))

const byFirst = new Map<number, (readonly number[])[]>()
for (const name of NAMED) {
  if (name.length < 2) continue
  const same = byFirst.get(name[0]!)
  if (same === undefined) byFirst.set(name[0]!, [name])
  else same.push(name)
}
const SINGLE = new Set(NAMED.filter((name) => name.length === 1).map((name) => name[0]!))

/** Takes firms' names from the scores, and two surnames with `&` between them: `Carr, Riggs & Ingram`. */
export function vetoFirms(text: string, words: Words, scores: Int32Array): void {
  for (let i = 0; i < words.count; i++) {
    if (words.shape[i] === SHAPE.lower) continue
    const length = firmAt(words, i)
    if (length > 0) {
      if (!goesOn(words, scores, i, i + length))
        for (let at = i; at < i + length; at++) if (scores[at] !== ANNOUNCED) scores[at] = -1
      i += length - 1
      continue
    }
    if (scores[i]! > 0 && scores[i] !== ANNOUNCED && SINGLE.has(words.hash[i]!) && isAlone(words, scores, i))
      scores[i] = -1
    if (i > 0 && joinsSurnames(text, words, scores, i)) clearPair(words, scores, i)
  }
}

/** How many words the name of a firm has that starts here; 0: none does. */
function firmAt({ hash, gap, shape, count }: Words, i: number): number {
  for (const name of byFirst.get(hash[i]!) ?? []) {
    let at = i
    let next = 1
    while (next < name.length) {
      at++
      // `Johnson and Johnson`, `Johnson & Johnson`, `Johnson Johnson`.
      if (at < count && FIRM_ENDS.has(hash[at]!) && gap[at] === GAP.space) at++
      if (at >= count || hash[at] !== name[next] || (gap[at]! & ~IN_FIRM) !== 0 || shape[at] === SHAPE.lower) break
      next++
    }
    if (next === name.length) return at - i + 1
  }
  return 0
}

/** `Mary Kay Okafor`, `Bill James Madison`: somebody whose other names are a firm’s. */
function goesOn({ gap, shape, count }: Words, scores: Int32Array, first: number, end: number): boolean {
  if (first > 0 && gap[first] === GAP.space && scores[first - 1]! > 0 && shape[first - 1] !== SHAPE.lower) return true
  return end < count && gap[end] === GAP.space && scores[end]! > 0 && shape[end] === SHAPE.capital
}

const IN_FIRM = GAP.space | GAP.hyphen | GAP.mark | GAP.period | GAP.possessive | GAP.comma

/** Two words in capitals at their start, neither of them a first name, with ` & ` between them and nobody's first name before. */
function joinsSurnames(text: string, words: Words, scores: Int32Array, i: number): boolean {
  if (words.gap[i] !== (GAP.space | GAP.mark) || text.slice(words.end[i - 1], words.start[i]) !== ' & ') return false
  if (scores[i]! <= 0 && scores[i - 1]! <= 0) return false
  if (scores[i] === ANNOUNCED || scores[i - 1] === ANNOUNCED) return false
  if (words.shape[i] !== SHAPE.capital || words.shape[i - 1] !== SHAPE.capital) return false
  const first = (at: number): number => (words.flags[at]! >>> LEX.first) & 3
  if (first(i) > 2 || first(i - 1) > 2) return false
  // `Ann Lee & Bob Ray`: people.
  const before = i - 2
  if (before >= 0 && words.gap[i - 1] === GAP.space && scores[before]! > 0) return false
  return !(i + 1 < words.count && words.gap[i + 1] === GAP.space && scores[i + 1]! > 0)
}

function clearPair({ gap, shape }: Words, scores: Int32Array, i: number): void {
  scores[i] = -1
  for (let at = i - 1; at >= 0 && at > i - 4 && shape[at] === SHAPE.capital; at--) {
    scores[at] = -1
    if (gap[at] !== (GAP.comma | GAP.space)) return
  }
}

function isAlone({ gap, count }: Words, scores: Int32Array, i: number): boolean {
  if (i > 0 && scores[i - 1]! > 0 && (gap[i]! & ~(GAP.space | GAP.period | GAP.hyphen)) === 0) return false
  return i + 1 >= count || scores[i + 1]! <= 0 || (gap[i + 1]! & ~(GAP.space | GAP.hyphen)) !== 0
}
