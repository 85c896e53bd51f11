import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { fetchVerification } from "#lib/audit/query";

export function useVerification() {
  const running = useRef<AbortController | null>(null);
  // Stops the server's scan when the person leaves the page, so that the next one can start.
  useEffect(() => () => running.current?.abort(), []);
  return useMutation({
    mutationFn: () => {
      running.current = new AbortController();
      return fetchVerification(running.current.signal);
    },
  });
}
