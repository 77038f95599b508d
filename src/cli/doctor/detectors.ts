import { openDetector } from '../../pipeline/scan/open-detector.ts'
import { createEgress } from '../../upstream/egress.ts'
import { type DoctorCheck, fail, note, ok } from './check.ts'

/** Each detector elsewhere answers: while one doesn't, every prompt that it is for is refused. */
export const detectors: DoctorCheck = {
  name: 'detectors',
  needs: ['config', 'policy'],
  async run({ config, policy }) {
    const rows = policy!.recognizers.detectors
    if (rows.length === 0) return [note('none beside the gateway’s own')]
    const egress = createEgress(config!.caFile, config!.egressProxy)
    try {
      return await Promise.all(
        rows.map(async (row) => {
          const detector = openDetector(row, egress.fetch)
          const where = row.kind === 'onnx' ? row.folder : row.url
          const wrong = await detector.health()
          await detector.close()
          return wrong === null
            ? ok(`${row.id}: ${where} is well`)
            : fail(`${row.id}: ${where}: ${wrong}; mend it, or take it out of recognizers.yaml`)
        }),
      )
    } finally {
      await egress.close()
    }
  },
}
