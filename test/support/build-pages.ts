/** Before any test: a gateway has its pages, as the sources are now. */
export default async function buildPages(): Promise<void> {
  await import('../../src/web/build/build.ts')
}
