// What a school does before its first talk, in order. The first step that is not done is the one to show large.

export type StepName = "import" | "households" | "factor" | "round" | "invite"
export type Step = { name: StepName; done: boolean }

export type StepFacts = {
  pupils: number
  openDoubts: number
  factorChosen: boolean
  /** A fact was chosen that is known of no pupil yet: the file must be read once more. */
  factorEmpty: boolean
  /** Is it theirs to decide how parents sign in? */
  decides: boolean
  /** Rounds that are not over, and whether any of them has invited its households. */
  rounds: number
  invited: boolean
}

/** The steps with what is done. Doubts can only be looked at once there are pupils, households invited once there is a round. */
export function firstSteps(facts: StepFacts): Step[] {
  const started = facts.pupils > 0
  const factor: Step = { name: "factor", done: facts.factorChosen && !facts.factorEmpty }
  return [
    { name: "import", done: started },
    { name: "households", done: started && facts.openDoubts === 0 },
    ...(facts.decides ? [factor] : []),
    { name: "round", done: facts.rounds > 0 },
    { name: "invite", done: facts.rounds > 0 && facts.invited },
  ]
}

/** The first step that is not done; null when all are. */
export const nextStep = (steps: readonly Step[]): StepName | null =>
  steps.find((step) => !step.done)?.name ?? null
