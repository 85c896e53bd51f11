import type { Person } from "#lib/person";

/** Who makes a dossier of what. */
export type DossierOwner = { person: Person; srId: string; evidenceId: string };

export type DossierCall = DossierOwner & {
  ticket: string | null;
  purpose: string | null;
  /** Where the evidence comes from. */
  provider: { region: string; host: string; isDemo: boolean };
  /** Verifier key of the access log. */
  logKey: string;
};
