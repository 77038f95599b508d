import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createRandom } from '../random.ts'
import { buildLexicon, readSources } from './build-lexicon.ts'

/**
 * Makes the tables of src/redaction/names anew: `node bench/redaction/names/build.ts FOLDER`, where FOLDER holds the
 * packages of README.md, unpacked under their names.
 */
const folder = process.argv[2]
if (folder === undefined) throw new Error('Name the folder that the packages are in (see README.md).')
const shipped = (name: string): string =>
  fileURLToPath(new URL(`../../../src/redaction/names/${name}`, import.meta.url))

const sources = readSources(folder)
writeFileSync(shipped('lexicon.bin'), buildLexicon(sources))
// Training reads the lexicon that was just written.
const { trainTagger } = await import('./train.ts')
writeFileSync(shipped('tagger.bin'), Buffer.from(trainTagger(sources, createRandom(7)).buffer))
