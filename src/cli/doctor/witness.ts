import { type DoctorCheck, warn } from './check.ts'

/** Until somebody outside has countersigned the log, only this office vouches for it, and the doctor says so. */
export const witness: DoctorCheck = {
  name: 'witness',
  needs: [],
  run() {
    return [warn('not independently witnessed: nobody outside this office has countersigned the log yet')]
  },
}
