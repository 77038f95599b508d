import { accountability } from './accountability.ts'
import type { DoctorCheck } from './check.ts'
import { checks } from './checks.ts'
import { clock } from './clock.ts'
import { configuration } from './configuration.ts'
import { credentials } from './credentials.ts'
import { detectors } from './detectors.ts'
import { disk } from './disk.ts'
import { encryption } from './encryption.ts'
import { exemptions } from './exemptions.ts'
import { identityProviders } from './identity-providers.ts'
import { keys } from './keys.ts'
import { mirror } from './mirror.ts'
import { policy } from './policy.ts'
import { recordsRequests } from './records-requests.ts'
import { relaxations } from './relaxations.ts'
import { retention } from './retention.ts'
import { seats } from './seats.ts'
import { siem } from './siem.ts'
import { signals } from './signals.ts'
import { store } from './store.ts'
import { texts } from './texts.ts'
import { upstreams } from './upstreams.ts'
import { witness } from './witness.ts'

/** In the order they are printed. */
export const CHECKS: readonly DoctorCheck[] = [
  configuration,
  policy,
  relaxations,
  retention,
  recordsRequests,
  exemptions,
  seats,
  accountability,
  texts,
  signals,
  keys,
  clock,
  disk,
  encryption,
  mirror,
  store,
  identityProviders,
  credentials,
  checks,
  upstreams,
  detectors,
  siem,
  witness,
]
