import type { Identification } from "../identification.ts";
import { lists } from "./lists.ts";
import type { Personality, PersonalityName } from "./personality.ts";
import { pxl } from "./pxl.ts";
import { wrapped } from "./wrapped.ts";

const personalities: Record<PersonalityName, Personality> = { pxl, wrapped, lists };

/** Schema of one identification, or null for the sandbox's default. */
export function findPersonality({ personality }: Pick<Identification, "personality">): Personality | null {
  return personality ? personalities[personality] : null;
}
