import { useEffect, useState } from "react";

/** True after `isOn` lasted `forMs`, so that short operations show no button. */
export function useDelayedFlag(isOn: boolean, forMs: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setLasts(true), forMs);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isOn, forMs]);
  return isOn && lasts;
}
