import type { Socket } from "node:net";
import type { ProblemCode } from "../../../lib/problem.ts";

export const endpoints = ["request", "status", "record", "files", "token"] as const;
export type Endpoint = (typeof endpoints)[number];

/** Context of a fault: the raw socket and the response without a fault. */
export type FaultContext = {
  socket: Socket;
  endpoint: Endpoint;
  /** Number of earlier requests to this path. */
  earlier: number;
  authorization: string;
  contentType: string;
  body: Buffer;
  /** Factor for delays of slow faults: 1 with real deadlines, less with short ones. */
  pace: number;
  /** Redirect target of faults, which must never receive a request. */
  elsewhere: string;
  respondWell(headers?: Record<string, string>): void;
  /** Sends a complete response with a correct `Content-Length` by default. */
  response(status: number, headers: Record<string, string>, body?: Buffer | string): void;
  raw(bytes: Buffer | string): void;
};

/** Expected result for the client: a problem code, the complete response, or a download that aborts after its start. */
export type Expected = ProblemCode | "whole" | "broken_off";

export type Fault = {
  name: string;
  play(send: FaultContext): void | Promise<void>;
  expect: Expected | ((endpoint: Endpoint) => Expected);
  /** Maximum number of upstream requests per client request, if checked. */
  most?: number;
};

export const isEvidence = (endpoint: Endpoint) => endpoint !== "request";
export const pause = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));

export function problem(type: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    type: `https://api.skribble.example/problem/${type}`,
    method: "GET",
    path: "/v3/somewhere",
    message: `The provider says: ${type}.`,
    ...more,
  });
}
