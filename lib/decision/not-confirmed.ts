/** A person did not confirm a decision; `message` says why, as the screen shows it. */
export class NotConfirmed extends Error {}
