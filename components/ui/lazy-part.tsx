import { type ComponentType, type ReactNode, useEffect, useState } from "react";

type LazyPart<Props> = ComponentType<Props> & { preload: () => Promise<void> };

/**
 * A part of a page whose code is loaded when it is first shown, or earlier by `preload`. Unlike React's `lazy` it then renders at
 * once: no fallback flashes between two states of the page. A failed load is thrown to the error boundary.
 * @param fallback stands where the part will, in the same room
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: (props: Props) => ReactNode,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;

  const preload = (): Promise<void> => {
    loading ??= load().then(
      (part) => {
        loaded = part;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  };

  function Part(props: Props) {
    const [failure, setFailure] = useState<{ error: unknown } | null>(null);
    const [, setLoaded] = useState(false);
    useEffect(() => {
      if (loaded === null)
        preload().then(
          () => setLoaded(true),
          (error: unknown) => setFailure({ error }),
        );
    }, []);
    if (failure !== null) throw failure.error;
    const Loaded = loaded;
    return Loaded === null ? fallback(props) : <Loaded {...props} />;
  }
  return Object.assign(Part, { preload });
}
