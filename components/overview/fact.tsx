import type { ReactNode } from "react";

/** One fact of a description list. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 space-x-2 break-words">{children}</dd>
    </>
  );
}
