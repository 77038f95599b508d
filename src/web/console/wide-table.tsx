import type { ComponentChildren } from 'preact'

export interface WideTableProps {
  readonly caption: string
  readonly heads: readonly string[]
  readonly children: ComponentChildren
}

/** A table that scrolls within itself where it is wider than the page; a region of its own, so that a keyboard gets there. */
export function WideTable({ caption, heads, children }: WideTableProps) {
  return (
    <section class="wide-table" aria-label={caption} tabindex={0}>
      <table class="usa-table usa-table--borderless">
        <caption class="usa-sr-only">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
