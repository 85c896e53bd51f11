const invisible =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]|\u034f/g;

/** Folds compatibility forms, drops invisible characters, collapses spaces. Keeps case. */
export const normalizeText = (text: string) =>
  text.normalize("NFKC").replace(invisible, "").replace(/\s+/g, " ").trim();
