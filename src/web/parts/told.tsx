import { REFUSALS, type RefusalCode } from '../../core/refusal-codes.ts'
import type { Told } from '../../pages/frame.ts'
import type { Words } from '../languages/en.ts'
import type { Sentence } from '../languages/refusals-en.ts'
import { Said } from './said.tsx'

/** The sentences of a refusal in the reader’s language, and whether the rule said more than they do. */
function sentenceOf(words: Words, { code, rule, message, next }: Told): Sentence & { readonly saysMore: boolean } {
  const { codes, rules, isOfRules } = words.refusals
  const known = Object.hasOwn(REFUSALS, code)
  const isOwn = message !== '' && (!known || message !== REFUSALS[code as RefusalCode].message)
  // Where rules write in this language, what one wrote is the sentence.
  const said = (text: string): string => words.said(text) || text
  if (isOfRules && isOwn) return { message: said(message), next: said(next ?? ''), saysMore: false }
  const byRule = (rules as Readonly<Record<string, Sentence | undefined>>)[rule]
  // Which file it was, only the rule says.
  if (byRule !== undefined) return { ...byRule, saysMore: rule.startsWith('attachment:') }
  const sentence = known ? codes[code as RefusalCode] : rules['pages:broken-off']
  // What the rule said is nearer to what happened than what its code says, where this language has it.
  const own = isOwn ? words.said(message) : ''
  const isUsualNext = next === null || (known && next === REFUSALS[code as RefusalCode].next)
  const after = isUsualNext ? sentence.next : words.said(next)
  if (own !== '' && (after !== '' || isUsualNext)) return { message: own, next: after, saysMore: false }
  return { ...sentence, saysMore: isOwn }
}

/** Why not, in the reader’s language; what a rule itself wrote stands below. */
export function WhyNot({ words, told }: { words: Words; told: Told }) {
  const { message, saysMore } = sentenceOf(words, told)
  return (
    <>
      <p>{message}</p>
      {saysMore ? (
        <p>
          {words.refusals.own} <Said words={words}>{told.message}</Said> <Said words={words}>{told.next ?? ''}</Said>
        </p>
      ) : null}
    </>
  )
}

/** What can be done, as a paragraph of its own. */
export function WhatNext({ words, told }: { words: Words; told: Told }) {
  const { next } = sentenceOf(words, told)
  return next === '' ? null : (
    <p>
      <strong>{words.problem.next}:</strong> {next}
    </p>
  )
}
