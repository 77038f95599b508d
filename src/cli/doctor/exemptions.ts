import { type DoctorCheck, ok, warn } from './check.ts'

/** Clauses MS-24, MO-06: by what law records are withheld is counsel's to confirm, and it is asked for until it is. */
export const exemptions: DoctorCheck = {
  name: 'exemptions',
  needs: ['policy'],
  run({ policy }) {
    const all = Object.values(policy!.exemptions).filter((one) => one !== undefined)
    if (all.length === 0)
      return [
        warn(
          'exemptions.yaml is missing: nothing can be withheld from a production, and none with removed words sealed',
        ),
      ]
    const undecided = all.filter((one) => one.undecided !== undefined)
    if (undecided.length === 0) return [ok(`${all.length} exemptions, all confirmed`)]
    const ids = undecided.map(({ id }) => id).join(', ')
    return [
      warn(`counsel has still to confirm ${undecided.length} of ${all.length} exemptions in exemptions.yaml: ${ids}`),
    ]
  },
}
