import type { CompareItem } from "./compare-item.tsx";

/** What is known of one picture, beneath it. */
export function SideFacts({ item: { facts } }: { item: CompareItem }) {
  return (
    <dl className="flex min-w-0 flex-1 flex-wrap gap-x-6 gap-y-1.5 px-3 py-2 text-[0.8125rem]">
      {facts.map(({ name, value }) => (
        <div key={name} className="min-w-0">
          <dt className="text-xs text-soft">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
