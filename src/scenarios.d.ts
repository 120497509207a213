/** The texts of the packaged scenario files, by folder and name; the build writes the module (scripts/generate.mjs). */
export declare const SCENARIOS: Readonly<
  Record<'history' | 'primer' | 'presets' | 'interventions' | 'studies', Readonly<Record<string, string>>>
>;
