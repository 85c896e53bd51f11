/** Version of the rules that compare statements and lead to a conclusion: year and month of the last change of a rule. */
export const rulesVersion = "2026-11";
