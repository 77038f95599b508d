import { hashOf } from './fold.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

const setOf = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashOf))

/** Makes and models that people are called as well. */
const MAKES = setOf(
  'kia dell dodge ford lincoln sierra mack parker sterling mercedes tesla morgan austin bentley porsche saturn pontiac buick harley dakota denali savana sienna elantra ' +
    'sonata kona rio soul sedona cruze malibu camry corolla avalon durango caravan ranger explorer escort regal verano enclave mercury sable milan aston royce cooper ' +
    'peterbilt kenworth hino bobcat gehl kubota stihl toro cummins eaton carrier lennox goodman ruud emerson brady hobart hatch vermeer galion',
)
/** Other makes, bodies and colours, as reports shorten them. */
const BESIDE = setOf(
  'gmc chevy chevrolet toyota honda nissan hyundai mazda subaru vw volkswagen audi bmw jeep ram cadillac acura lexus infiniti isuzu mitsubishi suzuki volvo ' +
    'whi wht blk blu red grn sil slv gry gray grey gld silver white black blue green tan gold maroon burgundy brown beige purple orange yellow ' +
    'truck trk suv sedan coupe pickup minivan hatchback wagon veh vehicle lic tag plate vin hyd fitting belt serpentine hose filter brake pads',
)
const CHARS = 16
/** `MP7`, `P2419H`, `3/4`: a model, a part or a size. */
const MODEL = /^ (?:[A-Z]{1,4}-?[0-9]{1,6}[A-Z]{0,3}\b|[0-9]{1,2}\/[0-9]{1,2}\b|[A-Z]{2} (?:lic|tag|plate)\b)/
const YEAR = /(?:^|[^0-9])(?:(?:19|20)[0-9]{2}|'?[0-9]{2}) $/
const VAN = hashOf('van')
const EVE = hashOf('eve')
const LON = hashOf('lon')

/** Cars, engines and tools: a word that people are called as well, beside a colour, another make or a model. */
export function vetoMakes(text: string, words: Words, scores: Int32Array): void {
  const { count, hash, gap, shape, start, end } = words
  for (let i = 0; i < count; i++) {
    if (scores[i]! <= 0 || scores[i] === ANNOUNCED || shape[i] === SHAPE.initial) continue
    if (isLabel(text, words, i)) scores[i] = -1
    if (!MAKES.has(hash[i]!)) {
      // `GMC SIERRA` as one.
      if (BESIDE.has(hash[i]!) && i + 1 < count && MAKES.has(hash[i + 1]!) && gap[i + 1] === GAP.space) scores[i] = -1
      continue
    }
    if (i > 0 && gap[i] === GAP.space && scores[i - 1]! > 0 && !BESIDE.has(hash[i - 1]!)) continue
    const isBehind = i > 0 && gap[i] === GAP.space && BESIDE.has(hash[i - 1]!)
    const isBefore = i + 1 < count && gap[i + 1] === GAP.space && BESIDE.has(hash[i + 1]!) && scores[i + 1]! <= 0
    if (
      isBehind ||
      isBefore ||
      MODEL.test(text.slice(end[i], end[i]! + CHARS)) ||
      (shape[i] === SHAPE.upper && YEAR.test(text.slice(Math.max(0, start[i]! - 6), start[i])))
    )
      scores[i] = -1
  }
}

/** `Van: grn`, `Eve: 228-555-0949`, `Lon -90.29`. */
function isLabel(text: string, { hash, end }: Words, i: number): boolean {
  const after = text.slice(end[i], end[i]! + 4)
  if (hash[i] === VAN) return after.startsWith(': ')
  if (hash[i] === EVE) return /^:? ?[(0-9]/.test(after.slice(0, 3)) && after.startsWith(':')
  return hash[i] === LON && /^[:=]? ?-?[0-9]/.test(after)
}
