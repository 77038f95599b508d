import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'

/** Clause MS-62: answers of the person who looks, drawn for them to look at again. */
export function Revisits({ words, frame, view: { draw } }: PageProps<'revisits'>) {
  const { revisits } = words
  return (
    <Layout words={words} frame={frame} title={revisits.title}>
      <p class="lead">{revisits.lead}</p>
      {draw === null ? (
        <p>{revisits.none}</p>
      ) : (
        <>
          <p>
            <strong>{revisits.period(draw.from, draw.to)}</strong> {revisits.drawnFrom[draw.drawnFrom](draw.of)}
          </p>
          <ul class="plain-list cards">
            {draw.lines.map(({ exchange, askedAt, result, finding }) => (
              <li key={exchange} class="card">
                <h2>
                  <a href={`/revisits/${exchange}`}>{revisits.answerOf(askedAt)}</a>
                </h2>
                <p>
                  <span class="status">{result === null ? revisits.open : revisits.results[result]}</span> {finding}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Layout>
  )
}
