import { onnxDetector } from './onnx/onnx-detector.ts'
import { presidio } from './presidio.ts'
import type { DetectorRow, Post, RemoteDetector } from './remote-detector.ts'

/** The detector that a row of `recognizers.yaml` describes. */
export function openDetector(row: DetectorRow, post: Post): RemoteDetector {
  switch (row.kind) {
    case 'presidio':
      return presidio(row, post)
    case 'onnx':
      return onnxDetector(row)
  }
}
