import type { StateRows } from '../../core/state-rows.ts'
import { type Comparison, readFilter } from './filter.ts'
import type { ScimGroup } from './group.ts'
import { groupsOf, membersOf } from './groups.ts'
import { invalid } from './scim-error.ts'
import type { ScimSource } from './source.ts'
import type { ScimUser } from './user.ts'
import { usersOf } from './users.ts'

/** A directory's accounts that a filter names; all of them without one. */
export function findUsers(filter: string | undefined, source: ScimSource, rows: StateRows): ScimUser[] {
  return all(usersOf(source, rows), filter, (user, { attribute, value }) => {
    switch (attribute) {
      case 'id':
        return user.id === value
      case 'externalid':
        return user.externalId === value
      case 'username':
        return same(user.userName, value)
      case 'displayname':
        return same(user.displayName, value)
      case 'active':
        return String(user.active) === value
      case 'emails':
      case 'emails.value':
        return user.emails.some((email) => same(email.value, value))
      default:
        throw unknown(attribute)
    }
  })
}

/** A directory's groups that a filter names; all of them without one. */
export function findGroups(filter: string | undefined, source: ScimSource, rows: StateRows): ScimGroup[] {
  return all(groupsOf(source, rows), filter, (group, { attribute, value }) => {
    switch (attribute) {
      case 'id':
        return group.id === value
      case 'externalid':
        return group.externalId === value
      case 'displayname':
        return same(group.displayName, value)
      case 'members':
      case 'members.value':
        return membersOf(group.id, rows).includes(value)
      default:
        throw unknown(attribute)
    }
  })
}

function all<T>(resources: T[], filter: string | undefined, fits: (one: T, comparison: Comparison) => boolean): T[] {
  if (filter === undefined || filter === '') return resources
  const comparisons = readFilter(filter)
  return resources.filter((one) => comparisons.every((comparison) => fits(one, comparison)))
}

// RFC 7643: these are compared without case.
function same(kept: string | null, asked: string): boolean {
  return kept?.toLowerCase() === asked.toLowerCase()
}

function unknown(attribute: string) {
  return invalid('invalidFilter', `There is no filter by ${attribute}.`)
}
