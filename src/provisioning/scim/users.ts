import { BLOCKED, blockKey } from '../../core/block.ts'
import { SCIM_MEMBER, SCIM_SUBJECT } from '../../core/directory-roles.ts'
import type { StateChange } from '../../core/record.ts'
import { REVOKED_SUBJECT } from '../../core/revocation.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { Composed } from '../deactivation.ts'
import { revocationChange } from '../revoke.ts'
import { applyPatch } from './patch.ts'
import { invalid, ScimError } from './scim-error.ts'
import type { ScimSource } from './source.ts'
import { assignToUser, readUser, removeFromUser, type ScimUser, type UserContent } from './user.ts'
import type { Attributes } from './value.ts'

/** State kind of accounts, by id. */
export const SCIM_USER = 'scim-user'

export function usersOf({ issuer }: ScimSource, rows: StateRows): ScimUser[] {
  return ([...rows.all(SCIM_USER).values()] as ScimUser[]).filter((user) => user.issuer === issuer && !user.deleted)
}

/** Throws `ScimError` 404 for one that isn't there, was deleted, or is another directory's. */
export function userById(id: string, { issuer }: ScimSource, rows: StateRows): ScimUser {
  const user = rows.get(SCIM_USER, id) as ScimUser | undefined
  if (user === undefined || user.deleted || user.issuer !== issuer)
    throw new ScimError(404, null, `There is no user ${id}.`)
  return user
}

export function createUser(
  id: string,
  body: Attributes,
  source: ScimSource,
  rows: StateRows,
  now: number,
): Composed<ScimUser> {
  const at = new Date(now).toISOString()
  const user = { ...readUser(body, true), id, issuer: source.issuer, created: at, modified: at, deleted: false }
  return saved('create', null, user, source, rows, now)
}

export function replaceUser(
  id: string,
  body: Attributes,
  source: ScimSource,
  rows: StateRows,
  now: number,
): Composed<ScimUser> {
  const before = userById(id, source, rows)
  return saved('replace', before, { ...before, ...readUser(body, before.active) }, source, rows, now)
}

export function patchUser(
  id: string,
  body: Attributes,
  source: ScimSource,
  rows: StateRows,
  now: number,
): Composed<ScimUser> {
  const before = userById(id, source, rows)
  const content = applyPatch<UserContent>(before, body, { assign: assignToUser, remove: removeFromUser })
  return saved('patch', before, { ...before, ...content }, source, rows, now)
}

/** The row stays, since records need the name; the account is blocked and in no group any more. */
export function deleteUser(id: string, source: ScimSource, rows: StateRows, now: number): Composed<ScimUser> {
  const before = userById(id, source, rows)
  const { state, ...rest } = saved('delete', before, { ...before, active: false, deleted: true }, source, rows, now)
  const memberships = [...rows.all(SCIM_MEMBER).keys()].filter((key) => key.endsWith(`|${id}`))
  return { ...rest, state: [...state, ...memberships.map((key) => ({ kind: SCIM_MEMBER, key, value: null }))] }
}

function saved(
  operation: string,
  before: ScimUser | null,
  asked: ScimUser,
  source: ScimSource,
  rows: StateRows,
  now: number,
): Composed<ScimUser> {
  const subject = subjectOf(asked, source)
  if (before !== null && subjectOf(before, source) !== subject)
    throw invalid(
      'mutability',
      `${source.subject} ties the account to its tokens and can’t change: delete it and create another.`,
    )
  checkUnique(asked, source, rows)
  const changed = changedNames(before, asked)
  if (changed.length === 0) return { meta: null, state: [], result: asked }
  const user = { ...asked, modified: new Date(now).toISOString() }
  const key = `${source.issuer}|${subject}`
  return {
    meta: { action: 'scim', operation, resource: 'User', id: user.id, person: key, active: user.active, changed },
    state: [
      { kind: SCIM_USER, key: user.id, value: user },
      { kind: SCIM_SUBJECT, key, value: user.id },
      ...accessChanges(user, key, source, rows, Math.floor(now / 1000)),
    ],
    result: user,
  }
}

function subjectOf(user: UserContent, source: ScimSource): string {
  const subject = user[source.subject]
  if (subject === null) throw invalid('invalidValue', `${source.subject} is needed: it ties the account to its tokens.`)
  return subject
}

/** Clause MO-09. An account that is made active again takes a new sign-in: its old tokens stay dead. */
function accessChanges(user: ScimUser, key: string, source: ScimSource, rows: StateRows, since: number): StateChange[] {
  const block = blockKey('directory', key)
  const isBlocked = rows.get(BLOCKED, block) !== undefined
  if (user.active) return isBlocked ? [{ kind: BLOCKED, key: block, value: null }] : []
  if (isBlocked) return []
  const cause = source.inactive
  const reason = user.deleted ? 'deleted from the directory' : 'deactivated in the directory'
  return [
    { kind: BLOCKED, key: block, value: { cause, reason, since } },
    revocationChange(rows, REVOKED_SUBJECT, key, { before: since, cause, reason }),
  ]
}

function checkUnique(user: ScimUser, source: ScimSource, rows: StateRows): void {
  const name = user.userName.toLowerCase()
  const subject = user[source.subject]
  const twin = usersOf(source, rows).find(
    (other) => other.id !== user.id && (other.userName.toLowerCase() === name || other[source.subject] === subject),
  )
  if (twin !== undefined && !user.deleted)
    throw new ScimError(409, 'uniqueness', 'Another account has this userName, or this subject.')
}

/** Names only: what changed in an account is for its directory to say. */
function changedNames(before: ScimUser | null, after: ScimUser): string[] {
  return (Object.keys(after) as (keyof ScimUser)[]).filter(
    (name) => name !== 'modified' && JSON.stringify(before?.[name] ?? null) !== JSON.stringify(after[name] ?? null),
  )
}
