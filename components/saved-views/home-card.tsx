import type { ReactNode } from "react";
import { Card } from "#components/ui/card";
import { Skeleton } from "#components/ui/skeleton";

type HomeCardProps = {
  title: string;
  aside: ReactNode;
  isPending: boolean;
  /** Takes the place of the content; null if it could be loaded. */
  failure: string | null;
  children: ReactNode;
};

/** A list on the home page: its lines while it loads, what failed, or its rows up to the edge. */
export function HomeCard({ title, aside, isPending, failure, children }: HomeCardProps) {
  return (
    <Card flush title={title} aside={aside}>
      {isPending ? (
        <div className="p-4">
          <Skeleton lines={6} />
        </div>
      ) : null}
      {failure === null ? children : <p className="p-4 text-soft">{failure}</p>}
    </Card>
  );
}
