import { createHash } from 'node:crypto'
import { canonicalScenario } from '../../models/scenario/canonical'
import type { Scenario } from '../../models/scenario/document'
import type { SimulationResult } from '../../models/result'
import { resultBytes } from '../../models/resultBytes'

/** SHA-256 of what in a scenario moves figures. */
export const scenarioFingerprint = (scenario: Scenario): string => createHash('sha256').update(canonicalScenario(scenario)).digest('hex')

/** SHA-256 of a result's figures: the same on every machine for the same scenario and catalogue. */
export const resultFingerprint = (result: SimulationResult): string => createHash('sha256').update(resultBytes(result)).digest('hex')
