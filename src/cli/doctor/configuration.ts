import { ConfigError, readConfig } from '../../config.ts'
import { type DoctorCheck, fail, ok } from './check.ts'

export const configuration: DoctorCheck = {
  name: 'configuration',
  needs: [],
  run({ env }) {
    try {
      const config = readConfig(env)
      return [ok(`listens on ${config.host}:${config.port}, data in ${config.data}`)]
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      return error.problems.map(fail)
    }
  },
}
