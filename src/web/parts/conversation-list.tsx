import type { ConversationView } from '../../pages/chat-views.ts'

export function ConversationList({
  conversations,
  current,
}: {
  conversations: readonly ConversationView[]
  current?: string | null
}) {
  if (conversations.length === 0) return null
  return (
    <ul class="plain-list">
      {conversations.map(({ href, label, at, system }) => (
        <li key={href}>
          <a href={href} aria-current={href === `/chat/${current}` ? 'page' : undefined}>
            {label}
          </a>
          <span class="quiet conversation__facts">
            {at}, {system}
          </span>
        </li>
      ))}
    </ul>
  )
}
