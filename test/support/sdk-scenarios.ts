import type OpenAI from 'openai'
import { chatScenarios } from './sdk-scenarios-chat.ts'
import { otherScenarios } from './sdk-scenarios-other.ts'
import { responsesScenarios } from './sdk-scenarios-responses.ts'

/** The names by which the endpoint under test knows its models. */
interface ScenarioModels {
  readonly text: string
  readonly embedding: string
  readonly moderation: string
}

/** One use of the official SDK; its result is plain JSON, the same on every run against the same model. */
export interface SdkScenario {
  readonly name: string
  readonly run: (client: OpenAI, models: ScenarioModels) => Promise<unknown>
}

export const sdkScenarios: readonly SdkScenario[] = [...chatScenarios, ...responsesScenarios, ...otherScenarios]
