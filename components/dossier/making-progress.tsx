import type { DossierProgress } from "#lib/dossier/make-dossier";

/** Bytes that are read for a dossier; without a number while it is unknown how many. */
export function MakingProgress({ label, progress }: { label: string; progress: DossierProgress | null }) {
  return (
    <progress
      aria-label={label}
      className="block h-1.5 w-full overflow-hidden rounded-full"
      {...(progress === null ? {} : { max: Math.max(1, progress.totalBytes), value: progress.readBytes })}
    />
  );
}
