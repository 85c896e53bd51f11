import type { ReactNode } from "react";

export function PageTitle({ children, facts }: { children: ReactNode; facts?: ReactNode }) {
  return (
    <div className="mb-5">
      <h1 className="text-2xl font-semibold tracking-tight break-words">{children}</h1>
      {facts ? (
        <div className="mt-1.5 flex flex-wrap items-center gap-x-5 gap-y-1 text-[0.9375rem] text-soft">{facts}</div>
      ) : null}
    </div>
  );
}
