export interface Bar {
  readonly label: string
  /** Stacked from below: the first is plain, the second hatched. */
  readonly parts: readonly [number, number]
}

const WIDTH = 720
const HEIGHT = 160
const BASE = 136

/** Bars by server: their numbers stand in a table beside them, so they are one picture with one sentence. */
export function BarChart({
  bars,
  label,
  id,
}: {
  readonly bars: readonly Bar[]
  readonly label: string
  readonly id: string
}) {
  const most = Math.max(1, ...bars.map(({ parts: [a, b] }) => a + b))
  const step = WIDTH / Math.max(1, bars.length)
  const width = Math.max(2, Math.min(48, step * 0.7))
  const heightOf = (count: number): number => (count === 0 ? 0 : Math.max(1.5, (count / most) * (BASE - 12)))
  return (
    <svg class="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} preserveAspectRatio="none">
      <defs>
        <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="bars__hatch-ground" width="6" height="6" />
          <rect class="bars__hatch-line" width="3" height="6" />
        </pattern>
      </defs>
      {bars.map(({ label: name, parts: [plain, hatched] }, at) => {
        const x = at * step + (step - width) / 2
        const low = heightOf(plain)
        const high = heightOf(hatched)
        return (
          <g key={name} data-plain={plain} data-hatched={hatched}>
            <rect class="bars__plain" x={x} y={BASE - low} width={width} height={low} />
            <rect
              class="bars__hatched"
              x={x}
              y={BASE - low - high}
              width={width}
              height={high}
              fill={`url(#${id}-hatch)`}
            />
          </g>
        )
      })}
      <line class="bars__base" x1="0" y1={BASE} x2={WIDTH} y2={BASE} />
    </svg>
  )
}
