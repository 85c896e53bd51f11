import { get } from "node:http";

/** `firstByteMs`: from sending the first bytes at the upstream to their arrival here. */
export type Download = { seconds: number; firstByteMs: number; bytes: number };

/** Fetches and discards a body. @throws Error if the response is not a complete 200 */
export function download(url: string, headers: Record<string, string> = {}): Promise<Download> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    let firstByteMs = 0;
    let bytes = 0;
    get(url, { headers, agent: false }, (response) => {
      response.on("data", (chunk: Buffer) => {
        if (bytes === 0)
          firstByteMs = performance.timeOrigin + performance.now() - Number(chunk.toString("latin1", 0, 32));
        bytes += chunk.length;
      });
      response.on("error", () => {});
      response.on("close", () => {
        const seconds = (performance.now() - startedAt) / 1000;
        if (response.complete && response.statusCode === 200) resolve({ seconds, firstByteMs, bytes });
        else reject(new Error(`${url} returned ${response.statusCode}, complete: ${response.complete}`));
      });
    }).on("error", reject);
  });
}

/** Fetches, and resets the connection after the first mebibyte. @returns the time of the reset, on the machine's shared clock */
export function leave(url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    let leftAt = 0;
    const call = get(url, { headers, agent: false }, (response) => {
      response.on("error", () => {});
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes < 1024 * 1024 || leftAt > 0) return;
        leftAt = performance.timeOrigin + performance.now();
        call.socket?.resetAndDestroy();
        resolve(leftAt);
      });
    });
    call.on("error", (error) => leftAt > 0 || reject(error));
  });
}
