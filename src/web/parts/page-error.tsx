import type { Told } from '../../pages/frame.ts'
import type { Words } from '../languages/en.ts'
import { Alert } from './alert.tsx'
import { WhatNext, WhyNot } from './told.tsx'

/** What an act was refused with, above the page as it is now. */
export function PageError({ words, error }: { words: Words; error: Told | null }) {
  if (error === null) return null
  return (
    <Alert kind="error" isUrgent>
      <WhyNot words={words} told={error} />
      <WhatNext words={words} told={error} />
    </Alert>
  )
}
