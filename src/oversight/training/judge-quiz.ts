import type { Primer } from '../../policy/policy-set.ts'

/** How a quiz went. Which option is right is never told, only why the chosen one isn’t. */
export interface QuizResult {
  readonly passed: boolean
  readonly right: number
  /** Ids of the questions that were answered wrong, or not at all. */
  readonly wrong: readonly string[]
}

/** Answers by question, each an option’s id. Whoever takes it may try again at once: it teaches, it doesn’t sift. */
export function judgeQuiz(
  { questions, pass }: Pick<Primer, 'questions' | 'pass'>,
  answers: Readonly<Record<string, string>>,
): QuizResult {
  const wrong = questions.filter(
    ({ id, options }) => options.find((option) => option.id === answers[id])?.right !== true,
  )
  const right = questions.length - wrong.length
  return { passed: right >= pass, right, wrong: wrong.map(({ id }) => id) }
}
