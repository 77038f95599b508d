import { hashOf } from './fold.ts'
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
    'counter cell culture stain agar assay virus bacteria fever rash reflex maneuver scan index catheter needle splint'
  )
    .split(' ')
    .map(hashOf),
)

/** `Proctor density`, `Kaplan-Meier curve`, `Jersey barrier`: one word, or a pair with a hyphen, before a thing. */
export function vetoEponyms({ count, hash, shape, gap }: Words, scores: Int32Array): void {
  for (let next = 1; next < count; next++) {
    if (
      scores[next - 1]! <= 0 ||
      shape[next] !== SHAPE.lower ||
      (gap[next]! & ~GAP.possessive) !== GAP.space ||
      !THINGS.has(hash[next]!)
    )
      continue
    let first = next - 1
    while (first > 0 && (gap[first]! & GAP.hyphen) !== 0 && (gap[first]! & GAP.space) === 0) first--
    // A first name before it makes it somebody.
    if (first > 0 && gap[first] === GAP.space && scores[first - 1]! > 0) continue
    for (let i = first; i < next; i++) if (scores[i]! > 0 && scores[i] !== ANNOUNCED) scores[i] = -1
  }
}
