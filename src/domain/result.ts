/** An expected outcome: yes with a value, or no with a reason. Throwing is for our own mistakes. */
export type Result<Value, Refusal> = { ok: true; value: Value } | { ok: false; refusal: Refusal }

/** Yes, with what came of it. */
export const accept = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value })
/** No, with the reason; a sentence for it stands in the words. */
export const refuse = <Refusal>(refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })
