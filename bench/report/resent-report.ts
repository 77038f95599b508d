import type { ResentFigures } from '../parts/resent.ts'
import { table } from './table.ts'

export function resentReport({ turns, said, sent, whole, shared }: ResentFigures): string {
  const row = (name: string, bytes: number): string[] => [
    name,
    String(bytes),
    (bytes / said).toFixed(2),
    (bytes / shared).toFixed(1),
  ]
  const rows = [
    row('what was said in it', said),
    row('what its client sent', sent),
    row('stored, each body by itself (packed)', whole),
    row('stored, what was new in each', shared),
  ]
  return `A conversation of ${turns} turns\n${table(['', 'bytes', 'of what was said', 'of what is stored'], rows)}`
}
