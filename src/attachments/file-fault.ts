/**
 * Why a file can’t be attached. `kind`: not one of the list; `mismatch`: its bytes aren’t what its name says; `size`: too
 * large, or it unpacks to too much; `encoding`: text that isn’t UTF-8; `locked`: needs a password; `empty`: no text in it;
 * `length`: more text than a question may have; `slow`: reading took too long; `unreadable`: it is damaged.
 */
export const FILE_FAULTS = [
  'kind',
  'mismatch',
  'size',
  'encoding',
  'locked',
  'empty',
  'length',
  'slow',
  'unreadable',
] as const
export type FileFaultKind = (typeof FILE_FAULTS)[number]

export class FileFault extends Error {
  readonly kind: FileFaultKind

  constructor(kind: FileFaultKind) {
    super(`file: ${kind}`)
    this.name = 'FileFault'
    this.kind = kind
  }
}
