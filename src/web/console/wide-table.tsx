import type { ComponentChildren } from 'preact'

export interface WideTableProps {
  readonly caption: string
  readonly heads: readonly string[]
  /** Columns from this one on hold numbers. */
  readonly numbersFrom?: number
  readonly children: ComponentChildren
}

/** A table that scrolls within itself where it is wider than the page; a region of its own, so that a keyboard gets there. */
export function WideTable({ caption, heads, numbersFrom = heads.length, children }: WideTableProps) {
  return (
    <section class="wide-table" aria-label={caption} tabindex={0}>
      <table class="usa-table usa-table--borderless">
        <caption class="usa-sr-only">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, at) => (
              <th key={head} scope="col" class={at < numbersFrom ? undefined : 'number'}>
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
