import { CUE } from './cues.ts'
import { hashOf } from './fold.ts'
import { LEX } from './lexicon-layout.ts'
import { ANNOUNCED } from './rules.ts'
import { GAP, SHAPE, type Words } from './words.ts'

/** What is called after somebody who has long been nobody: tests, laws, tools, soils, breeds. */
const THINGS = new Set(
  (
    'test tests density number numbers scale method coefficient correlation index curve curves barrier barriers bridge cement wrench wrenches turbine law laws ' +
    'limits limit value values hardness chart distribution stability syndrome disease palsy lymphoma score equation formula diagram ' +
    'tube valve joint truss grant grants loan loans warning warnings rights wages act alert truck tractor loader mower engine pump ' +
    'generator hinges lock locks faucet paint oak pine pear pears apple apples potato potatoes tobacco silt loam clay soil sand ' +
    'formation aquifer shale limestone basin watershed levee dam expedition disclosure disclosures rule theorem effect process ' +
    'algorithm model models simulation run estimator interval meter gauge saw drill screw screwdriver cattle hogs hens grass ' +
    'counter cell culture stain agar assay virus bacteria fever rash reflex maneuver scan index catheter needle splint ' +
    'salad sauce sandwich keys terrier terriers mallow rice triangle cradle errors diagrams daisies warbler sparrow snipe mushrooms keelboat mayonnaise sausage syrup printer dementia'
  )
    .split(' ')
    .map(hashOf),
)

/** What stands behind a possessive: `Wilson’s snipe`, `Newton’s cradle`; a test, a loan or a file of somebody's is another matter. */
const POSSESSED = new Set(
  (
    'law laws syndrome disease palsy lymphoma number curve theorem principle rule reflex cradle triangle warbler sparrow snipe mayonnaise syrup sausage rice salad ' +
    'diagrams daisies mushrooms wrench oak pine grass clover mallow equation formula constant paradox razor algorithm'
  )
    .split(' ')
    .map(hashOf),
)
const ARTICLES = new Set(['the', 'a', 'an', 'each', 'every', 'this', 'that', 'no'].map(hashOf))
/** What somebody has, or is one of: behind `the Hatfield` it speaks of people. */
const OF_PEOPLE = new Set(
  (
    'case cases family families matter matters file files account accounts kids boys girls twins brothers sisters siblings children child house home ' +
    'household residence estate claim claims appeal trial lawsuit suit complaint complaints referral interview interviews murder shooting wedding funeral ' +
    'property tract place farm ranch couple baby boy girl woman man men women lady heirs heir letter letters papers diary journal hearing deposition ' +
    'statement testimony allegation investigation arrest job position vacancy desk office team group administration years era and or who said is was has'
  )
    .split(' ')
    .map(hashOf),
)

/** `the Giglio list`, `a Daubert motion`, `the Clinton warehouse`: behind an article, one word before a thing. */
function isModifier({ gap, shape, hash, flags, cues, count }: Words, scores: Int32Array, i: number): boolean {
  const next = i + 1
  if (i === 0 || next >= count || shape[i] !== SHAPE.capital || scores[i] === ANNOUNCED) return false
  if (gap[i] !== GAP.space || !ARTICLES.has(hash[i - 1]!) || gap[next] !== GAP.space || shape[next] !== SHAPE.lower)
    return false
  if (
    ((flags[next]! >>> LEX.common) & 3) < 1 ||
    OF_PEOPLE.has(hash[next]!) ||
    (cues[next]! & (CUE.relation | CUE.label | CUE.particle)) !== 0
  )
    return false
  return ((flags[i]! >>> LEX.first) & 3) < 3
}

/** What is called after whole names, behind an article: `the Roy S. Estess building`. */
const NAMED_THINGS = new Set(
  (
    'building buildings center centers centre airport spillway bridge bridges school schools college library museum program programs method hall park parks highway auditorium ' +
    'gymnasium gym stadium arena wing annex scholarship scholarships award awards fund funds foundation foundations option plate plates act amendment waiver trail lake dam ' +
    'reservoir lock locks plant tunnel parkway expressway interchange memorial monument statue pavilion plaza garden gardens institute clinic hospital prize medal lecture series ' +
    'warehouse depot driver printer jail play fellowship fellowships exhibit theater theatre chapel cemetery complex field stage grant grants initiative project rule doctrine test tests scale inventory database card'
  )
    .split(' ')
    .map(hashOf),
)
const NAME_WORDS_MAX = 5

/** The whole name behind an article and before such a thing, from its first word on; 0: there is none. */
function isCalledAfter({ gap, shape, hash, flags }: Words, scores: Int32Array, thing: number): number {
  let first = thing
  while (
    first > 0 &&
    first > thing - NAME_WORDS_MAX &&
    shape[first - 1] !== SHAPE.lower &&
    !ARTICLES.has(hash[first - 1]!)
  ) {
    const between = gap[first]!
    const isInitial = shape[first - 1] === SHAPE.initial && between === (GAP.period | GAP.space)
    if (between !== GAP.space && !isInitial) return 0
    first--
  }
  if (first > thing - 1 || first === 0 || gap[first] !== GAP.space || !ARTICLES.has(hash[first - 1]!)) return 0
  return scores[first]! > 0 || ((flags[first]! >>> LEX.first) & 3) > 0 ? first : 0
}

/** `Proctor density`, `Kaplan-Meier curve`, `Jersey barrier`: one word, or a pair with a hyphen, before a thing. */
export function vetoEponyms(words: Words, scores: Int32Array): void {
  const { count, hash, shape, gap } = words
  for (let i = 0; i < count; i++) if (scores[i]! > 0 && isModifier(words, scores, i)) scores[i] = -1
  for (let next = 1; next < count; next++) {
    if (scores[next - 1]! <= 0 || shape[next] !== SHAPE.lower || (gap[next]! & ~GAP.possessive) !== GAP.space) continue
    if (NAMED_THINGS.has(hash[next]!) && gap[next] === GAP.space) {
      const whole = isCalledAfter(words, scores, next)
      if (whole > 0) for (let i = whole; i < next; i++) if (scores[i] !== ANNOUNCED) scores[i] = -1
    }
    const isPossessed = (gap[next]! & GAP.possessive) !== 0
    if (!(isPossessed ? POSSESSED : THINGS).has(hash[next]!)) continue
    let first = next - 1
    while (first > 0 && (gap[first]! & GAP.hyphen) !== 0 && (gap[first]! & GAP.space) === 0) first--
    // A first name before it makes it somebody.
    if (first > 0 && gap[first] === GAP.space && scores[first - 1]! > 0) continue
    for (let i = first; i < next; i++) if (scores[i]! > 0 && scores[i] !== ANNOUNCED) scores[i] = -1
  }
}
