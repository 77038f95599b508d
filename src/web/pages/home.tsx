import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'

export function Home({ words, frame, view }: PageProps<'home'>) {
  return (
    <Layout words={words} frame={frame} title={words.home.title}>
      {view.systems.length === 0 ? (
        <p>{words.home.none}</p>
      ) : (
        <>
          <p>{words.home.lead}</p>
          <ul>
            {view.systems.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </>
      )}
    </Layout>
  )
}
