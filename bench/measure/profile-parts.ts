/** The part of a V8 CPU profile that is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string }
    readonly children?: readonly number[]
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** Where time goes, by the innermost frame that one of these knows. First match wins. */
const PARTS: readonly (readonly [part: string, url: RegExp])[] = [
  // Starting and stopping the profile itself, which no request pays for.
  ['idle', /^node:inspector$/],
  ['JSON: strict parse', /src\/core\/json-/],
  ['request shape', /src\/wires\/(?:read-request|shape|member-edits|plain-number|inline-content)/],
  ['redaction', /src\/redaction\//],
  ['answer: restore, scan, label', /src\/(?:wires|disclosure)\/|pipeline\/(?:disclose|open-answer|prior-label)/],
  ['policy', /src\/policy\/|decide-policy/],
  ['identity', /src\/identity\/|authenticate|resolve-principal/],
  ['splice, placeholders', /redact-exchange|redact-prompt|leaf-redactions|core\/edits/],
  ['records: draft', /src\/pipeline\/rec|owed-records|answer-content|released-answer/],
  ['records: hand-over', /src\/records\/|node:internal\/worker/],
  ['metrics, log line', /prom-client|node_modules\/(?:pino|sonic-boom)|http\/metrics|app\.ts/],
  ['undici, forwarder', /undici|src\/upstream\//],
  ['fastify', /node_modules\/(?:fastify|find-my-way|avvio|@fastify|secure-json|light-my)/],
  ['conduct, stages', /src\/(?:pipeline|core|http)\//],
  ['node: http, net, streams', /^node:/],
]

/** Milliseconds by part. */
export function timeByPart({ nodes, samples, timeDeltas }: CpuProfile): Record<string, number> {
  const parents = new Map<number, number>()
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]))
  for (const node of nodes) for (const child of node.children ?? []) parents.set(child, node.id)
  const partOf = new Map<number, string>()
  const find = (id: number): string => {
    const known = partOf.get(id)
    if (known !== undefined) return known
    const { functionName, url } = frames.get(id)!
    const parent = parents.get(id)
    const own = PARTS.find(([, pattern]) => url !== '' && pattern.test(url))?.[0]
    const part = own ?? (functionName.startsWith('(') || parent === undefined ? nameless(functionName) : find(parent))
    partOf.set(id, part)
    return part
  }
  const times: Record<string, number> = {}
  samples.forEach((id, i) => {
    const part = find(id)
    times[part] = (times[part] ?? 0) + timeDeltas[i]! / 1_000
  })
  return times
}

function nameless(name: string): string {
  if (name === '(garbage collector)') return 'garbage collection'
  return name === '(idle)' ? 'idle' : 'node: native, event loop'
}
