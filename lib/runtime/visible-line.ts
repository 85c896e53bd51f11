/** True for text on one line that a person can see, without controls and marks that change its direction. */
export const isVisibleLine = (text: string, maxLength: number): boolean =>
  text.length <= maxLength &&
  /^[^\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]+$/u.test(text) &&
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
