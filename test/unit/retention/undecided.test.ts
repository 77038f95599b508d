import { expect, test } from 'vitest'
import { retention } from '#src/cli/doctor/retention.ts'
import type { Config } from '#src/config.ts'
import { changed } from '../../support/changed-policy.ts'
import { loadDemoPolicy, PROFILES } from '../../support/policies.ts'

const findings = (policy: ReturnType<typeof loadDemoPolicy>) =>
  retention.run({ env: {}, config: null as Config | null, policy })

test.each(PROFILES)(
  'doctor asks for what a records officer has still to decide of %s, until it is decided',
  { tags: ['MS-24', 'MO-27'] },
  async (profile) => {
    const policy = loadDemoPolicy(profile)
    const asked = Object.values(policy.retention.series).filter((series) => series?.undecided !== undefined)
    expect(asked).not.toHaveLength(0)
    expect(await findings(policy)).toEqual(
      asked.map((series) =>
        expect.objectContaining({
          detail: expect.stringContaining(`series ${series!.id}: nothing of it is disposed of`),
        }),
      ),
    )
    const decided = changed(policy, (copy) => {
      for (const series of asked) delete copy.retention.series[series!.id]!.undecided
    })
    expect(await findings(decided)).toEqual([expect.objectContaining({ detail: 'every record series is decided' })])
  },
)
