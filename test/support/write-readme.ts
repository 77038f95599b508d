import { readFileSync, writeFileSync } from 'node:fs'
import { withConfigTable } from './config-table.ts'

writeFileSync('README.md', withConfigTable(readFileSync('README.md', 'utf8')))
