import { purposesOpenTo } from './about-the-request.ts'
import { changing, type Ways } from './way.ts'

/** The courses that are missing, each with where it is taken. */
export const takeCourses: Ways = (situation) => {
  const { policy, facts } = situation
  const today = new Date(facts.now).toISOString().slice(0, 10)
  const links = facts.system.training.map((id) => `${id} (${policy.courses[id]!.link})`)
  const training = {
    ...facts.principal.training,
    ...Object.fromEntries(facts.system.training.map((id) => [id, today])),
  }
  return [
    changing(situation, `Complete what is missing of ${links.join(', ')}, then sign in again.`, {
      principal: { ...facts.principal, training },
    }),
  ]
}

/** A stronger sign-in, or a newer one. */
export const signInAgain: Ways = (situation) => {
  const { facts } = situation
  const assurance = Math.max(facts.principal.assurance, facts.system.assurance) as 1 | 2 | 3
  return [
    changing(situation, `Sign in again with a method of assurance level ${assurance}.`, {
      principal: { ...facts.principal, assurance, authenticatedAt: Math.floor(facts.now / 1000) },
    }),
  ]
}

/** An attended app sends the token of the person before it. */
export const sendThePersonsToken: Ways = (situation) => {
  const { facts } = situation
  const authenticatedAt = Math.floor(facts.now / 1000)
  const principal = { ...facts.principal, subjectType: 'employee', assurance: 3, authenticatedAt } as const
  const attended = changing(situation, 'Send the signed-in person’s own token.', { attended: true, principal })
  const purposes = purposesOpenTo(attended.after).map((id) =>
    changing(attended.after, `Send the signed-in person’s own token, with AI-Purpose: ${id}.`, {
      purpose: { id, source: 'stated' },
    }),
  )
  return [attended, ...purposes]
}
