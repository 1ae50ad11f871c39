/** Name and version of the scenario file's form; in a file of their own so that the window need not load the schema. */
export const scenarioFormat = 'liangli-scenario'
export const scenarioSchemaVersion = 3
