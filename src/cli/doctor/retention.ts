import { type DoctorCheck, ok, warn } from './check.ts'

/** Clauses MS-24, MO-27: how long records of AI use are kept is a person's decision, and it is asked for until it is made. */
export const retention: DoctorCheck = {
  name: 'retention',
  needs: ['policy'],
  run({ policy }) {
    const undecided = Object.values(policy!.retention.series).flatMap((series) =>
      series?.undecided === undefined ? [] : [series],
    )
    return undecided.length === 0
      ? [ok('every record series is decided')]
      : undecided.map(({ id, undecided: what }) =>
          warn(`series ${id}: nothing of it is disposed of until a records officer has decided: ${what}`),
        )
  },
}
