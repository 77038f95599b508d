import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { type CpuProfile, timeByPart } from './profile-parts.ts'

let session: Session | null = null

/** Profiles this process's main thread from here on. */
export async function startProfile(): Promise<void> {
  session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 500 })
  await session.post('Profiler.start')
}

/** Milliseconds that each part took since `startProfile`; the raw profile too where a file is named. */
export async function stopProfile(file: string | null): Promise<Record<string, number>> {
  if (session === null) throw new Error('no profile was started')
  const { profile } = (await session.post('Profiler.stop')) as { profile: CpuProfile }
  session.disconnect()
  session = null
  if (file !== null) writeFileSync(file, JSON.stringify(profile))
  return timeByPart(profile)
}
