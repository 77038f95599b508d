/** A stretch of a text with what names it. */
export interface NamedPlace<Label> {
  readonly start: number
  readonly end: number
  readonly label: Label
}

/**
 * What names the place at an offset; null where none of these is. They stand in order, and whoever asks goes from left to
 * right, a few steps back now and then.
 */
export function placeNames<Label>(places: readonly NamedPlace<Label>[]): (at: number) => Label | null {
  let next = 0
  return (at) => {
    while (next > 0 && places[next - 1]!.end > at) next--
    while (next < places.length && places[next]!.end <= at) next++
    const place = places[next]
    return place !== undefined && place.start <= at ? place.label : null
  }
}
