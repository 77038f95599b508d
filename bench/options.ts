/** How long the benchmark takes. Quick shows whether the floors hold; full is what is quoted. */
export interface BenchOptions {
  readonly mode: 'quick' | 'full'
  readonly rounds: number
  readonly saturationMs: number
  readonly warmMs: number
  readonly latencyRounds: number
  readonly latencyMs: number
  readonly streamRounds: number
  readonly streamMs: number
  /** Names of the parts to run; all when empty. */
  readonly only: ReadonlySet<string>
  /** Records that the search part builds its index of; null: as many as the mode says. */
  readonly records: number | null
  /** Where to write a CPU profile of the gateway for each row, or null. */
  readonly profileFolder: string | null
}

const QUICK = {
  mode: 'quick',
  rounds: 5,
  saturationMs: 700,
  warmMs: 600,
  latencyRounds: 3,
  latencyMs: 800,
  streamRounds: 1,
  streamMs: 3_200,
} as const

const FULL = {
  mode: 'full',
  rounds: 9,
  saturationMs: 2_000,
  warmMs: 2_000,
  latencyRounds: 5,
  latencyMs: 4_000,
  streamRounds: 5,
  streamMs: 6_000,
} as const

export const USAGE = `npm run bench -- [--quick | --full] [--only PART[,PART]] [--records N] [--profile FOLDER]

Parts: saturation, latency, streams, identity, redaction, accuracy, policy, replay, resent, runtime, search, verify, store, postgres. Quick (the default) takes at most four minutes.`

/** Throws with a sentence for the user. */
export function readOptions(args: readonly string[]): BenchOptions {
  let base: typeof QUICK | typeof FULL = QUICK
  let only: string[] = []
  let profileFolder: string | null = null
  let records: number | null = null
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]
    if (arg === '--quick') base = QUICK
    else if (arg === '--full') base = FULL
    else if (arg === '--only') only = (args[++i] ?? '').split(',')
    else if (arg === '--records') records = countOf(args[++i])
    else if (arg === '--profile') profileFolder = args[++i] ?? '.'
    else throw new Error(`unknown option ${arg}\n\n${USAGE}`)
  }
  return { ...base, only: new Set(only), profileFolder, records }
}

function countOf(text: string | undefined): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new Error(`--records takes a whole number\n\n${USAGE}`)
  return count
}
