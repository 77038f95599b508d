import type { Told } from '../../../../pages/frame.ts'
import type { Words } from '../../../languages/en.ts'
import { Alert } from '../../../parts/alert.tsx'
import { WhatNext, WhyNot } from '../../../parts/told.tsx'

/** Why a form was not taken. */
export function FormFault({ words, title, error }: { words: Words; title: string; error: Told | null }) {
  if (error === null) return null
  return (
    <Alert kind="error" title={title} isUrgent>
      <WhyNot words={words} told={error} />
      <WhatNext words={words} told={error} />
    </Alert>
  )
}
