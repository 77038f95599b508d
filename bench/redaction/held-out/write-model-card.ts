import { writeFileSync } from 'node:fs'
import { modelCard } from './model-card.ts'
import { runHeldOut } from './run-held-out.ts'

writeFileSync('docs/redaction-model-card.md', modelCard(runHeldOut()))
