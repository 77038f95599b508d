import { type DoctorCheck, ok, warn } from './check.ts'

/** Clauses MS-33, MS-60: texts that speak for the agency are counsel’s to approve, and that is asked for until it is done. */
export const texts: DoctorCheck = {
  name: 'texts',
  needs: ['policy'],
  run({ policy }) {
    const { labels, publicNotices } = policy!.disclosures
    const open = [
      ...Object.values(labels).map((label) => ({ what: 'label', ...label })),
      ...Object.values(publicNotices).map((notice) => ({ what: 'notice for residents', ...notice })),
    ].filter(({ counsel }) => counsel === 'to approve')
    return open.length === 0
      ? [ok('counsel has approved every label and notice')]
      : open.map(({ what, id }) => warn(`${what} ${id}: counsel has still to approve its text (disclosures.yaml)`))
  },
}
