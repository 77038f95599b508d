import { SCIM_GROUP_NAME, SCIM_MEMBER } from '../../core/directory-roles.ts'
import type { StateChange } from '../../core/record.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { Composed } from '../deactivation.ts'
import { assignToGroup, type GroupContent, readGroup, removeFromGroup, type ScimGroup } from './group.ts'
import { applyPatch } from './patch.ts'
import { invalid, ScimError } from './scim-error.ts'
import type { ScimSource } from './source.ts'
import type { ScimUser } from './user.ts'
import { SCIM_USER } from './users.ts'
import type { Attributes } from './value.ts'

/** State kind of groups, by id. */
export const SCIM_GROUP = 'scim-group'

export function groupsOf({ issuer }: ScimSource, rows: StateRows): ScimGroup[] {
  return ([...rows.all(SCIM_GROUP).values()] as ScimGroup[]).filter((group) => group.issuer === issuer)
}

/** Throws `ScimError` 404 for one that isn't there or is another directory's. */
export function groupById(id: string, { issuer }: ScimSource, rows: StateRows): ScimGroup {
  const group = rows.get(SCIM_GROUP, id) as ScimGroup | undefined
  if (group === undefined || group.issuer !== issuer) throw new ScimError(404, null, `There is no group ${id}.`)
  return group
}

/** Ids of the users in a group. */
export function membersOf(group: string, rows: StateRows): string[] {
  const prefix = `${group}|`
  return [...rows.all(SCIM_MEMBER).keys()]
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
}

export function createGroup(
  id: string,
  body: Attributes,
  source: ScimSource,
  rows: StateRows,
  now: number,
): Composed<ScimGroup> {
  return saved('create', id, null, readGroup(body), source, rows, now)
}

export function replaceGroup(
  id: string,
  body: Attributes,
  source: ScimSource,
  rows: StateRows,
  now: number,
): Composed<ScimGroup> {
  return saved('replace', id, groupById(id, source, rows), readGroup(body), source, rows, now)
}

export function patchGroup(
  id: string,
  body: Attributes,
  source: ScimSource,
  rows: StateRows,
  now: number,
): Composed<ScimGroup> {
  const before = groupById(id, source, rows)
  const content: GroupContent = { ...before, members: new Set(membersOf(id, rows)) }
  const after = applyPatch(content, body, { assign: assignToGroup, remove: removeFromGroup })
  return saved('patch', id, before, after, source, rows, now)
}

/** The name stays spoken of, with nobody in the group: whoever had a role by it has it no more. */
export function deleteGroup(id: string, source: ScimSource, rows: StateRows): Composed<object> {
  const { displayName } = groupById(id, source, rows)
  return {
    meta: { action: 'scim', operation: 'delete', resource: 'Group', id, group: displayName },
    state: [
      { kind: SCIM_GROUP, key: id, value: null },
      { kind: SCIM_GROUP_NAME, key: `${source.issuer}|${displayName}`, value: { id: null } },
      ...membersOf(id, rows).map((user) => ({ kind: SCIM_MEMBER, key: `${id}|${user}`, value: null })),
    ],
    result: {},
  }
}

function saved(
  operation: string,
  id: string,
  before: ScimGroup | null,
  { displayName, externalId, members }: GroupContent,
  source: ScimSource,
  rows: StateRows,
  now: number,
): Composed<ScimGroup> {
  const at = new Date(now).toISOString()
  const { issuer } = source
  const twin = groupsOf(source, rows).find((group) => group.id !== id && group.displayName === displayName)
  if (twin !== undefined) throw new ScimError(409, 'uniqueness', 'Another group has this displayName.')
  const had = new Set(membersOf(id, rows))
  const added = [...members].filter((user) => !had.has(user))
  const removed = [...had].filter((user) => !members.has(user))
  for (const user of added) checkUser(user, issuer, rows)
  const group: ScimGroup = { id, issuer, displayName, externalId, created: before?.created ?? at, modified: at }
  const isSame = before?.displayName === displayName && before.externalId === externalId
  if (isSame && added.length === 0 && removed.length === 0) return { meta: null, state: [], result: before }
  const names: StateChange[] = [{ kind: SCIM_GROUP_NAME, key: `${issuer}|${displayName}`, value: { id } }]
  if (before !== null && before.displayName !== displayName)
    names.unshift({ kind: SCIM_GROUP_NAME, key: `${issuer}|${before.displayName}`, value: { id: null } })
  return {
    meta: { action: 'scim', operation, resource: 'Group', id, group: displayName, added, removed },
    state: [
      { kind: SCIM_GROUP, key: id, value: group },
      ...names,
      ...added.map((user) => ({ kind: SCIM_MEMBER, key: `${id}|${user}`, value: true })),
      ...removed.map((user) => ({ kind: SCIM_MEMBER, key: `${id}|${user}`, value: null })),
    ],
    result: group,
  }
}

function checkUser(id: string, issuer: string, rows: StateRows): void {
  const user = rows.get(SCIM_USER, id) as ScimUser | undefined
  if (user === undefined || user.deleted || user.issuer !== issuer)
    throw invalid('invalidValue', `There is no user ${id} to be a member.`)
}
