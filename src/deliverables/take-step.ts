import type { DeliverableRow } from './deliverable-row.ts'
import type { DeliverableStep, DeliverableStepKind } from './deliverable-step.ts'

/** Why a step can’t be taken now, as a sentence; null when it can. Whether approval is needed is the policy’s. */
export function whyNot(row: DeliverableRow, kind: DeliverableStepKind, needsApproval: boolean): string | null {
  const { text, attested, approval } = row
  switch (kind) {
    case 'begin':
      return 'It was begun already.'
    case 'describe':
    case 'write':
      return null
    case 'check-citations':
      return text === null ? 'There is no text yet.' : null
    case 'attest':
      if (text === null) return 'There is no text yet.'
      if (text.citations.includes('unchecked')) return 'Not every citation was checked.'
      if (text.citations.includes('wrong')) return 'A citation is wrong: the text has to be changed first.'
      return attested === null ? null : 'It was attested already.'
    case 'ask-approval':
      if (!needsApproval) return 'The policy asks for nobody’s approval.'
      if (attested === null) return 'Nobody has said that they checked it.'
      return approval === null || approval.state === 'returned' ? null : 'Approval was asked for already.'
    case 'approve':
    case 'return':
      return approval?.state === 'asked' ? null : 'Nobody’s approval is asked for.'
    case 'publish':
      if (attested === null) return 'Nobody has said that they checked it.'
      return needsApproval && approval?.state !== 'approved' ? 'Nobody has approved it.' : null
  }
}

/**
 * The deliverable after a step; null where it can’t be taken. Any change of words voids what was said of the words before:
 * checks, attestation, approval (MS-32, MO-46).
 */
export function takeStep(
  row: DeliverableRow | null,
  step: DeliverableStep,
  needsApproval: boolean,
): DeliverableRow | null {
  const { change, entry, at } = step
  if (change.kind === 'begin') {
    if (row !== null) return null
    const { kind: _kind, ...begun } = change
    return { ...begun, ...FRESH, begun: at, at, details: entry }
  }
  if (row === null || whyNot(row, change.kind, needsApproval) !== null) return null
  const next = { ...row, at, steps: row.steps + 1 }
  const voided = { attested: null, approval: null }
  switch (change.kind) {
    case 'describe':
      return { ...next, ...voided, details: entry, exchanges: change.exchanges }
    case 'write':
      return { ...next, ...voided, text: { ...change.text, entry } }
    case 'check-citations':
      if (change.citations.length !== row.text!.citations.length) return null
      return { ...next, ...voided, text: { ...row.text!, citations: change.citations } }
    case 'attest':
      return { ...next, attested: { at, checked: change.checked } }
    case 'ask-approval':
      return {
        ...next,
        approval: { state: 'asked', to: change.to, askedAt: at, by: null, decidedAt: null, decision: null },
      }
    case 'approve':
    case 'return': {
      const state = change.kind === 'approve' ? 'approved' : 'returned'
      return { ...next, approval: { ...row.approval!, state, by: change.by, decidedAt: at, decision: entry } }
    }
    case 'publish':
      return { ...next, published: [...row.published, { at, format: change.format, sha256: change.sha256 }] }
  }
}

const FRESH = { text: null, attested: null, approval: null, published: [], steps: 1 } as const
