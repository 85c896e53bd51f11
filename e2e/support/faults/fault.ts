import type { Socket } from "node:net";
import type { ProblemCode } from "../../../lib/problem.ts";

/** The five endpoints that every fault is tried on. */
export const endpoints = ["request", "status", "record", "files", "token"] as const;
export type Endpoint = (typeof endpoints)[number];

/** What a fault has to work with: the socket as it is, and what a healthy answer would have been. */
export type Ask = {
  socket: Socket;
  endpoint: Endpoint;
  /** How often this address was asked before; 0 the first time. */
  earlier: number;
  /** The `Authorization` that came with the question. */
  authorization: string;
  contentType: string;
  body: Buffer;
  /** Multiplies the pauses of slow faults: 1 with real deadlines, less with short ones. */
  pace: number;
  /** Where redirects of faults lead; nobody may ever call there. */
  elsewhere: string;
  /** The healthy answer. */
  answerWell(headers?: Record<string, string>): void;
  /** A whole answer with a right `Content-Length`, unless the headers say otherwise. */
  answer(status: number, headers: Record<string, string>, body?: Buffer | string): void;
  /** Bytes as they are. */
  raw(bytes: Buffer | string): void;
};

/**
 * What a client of ours must see: a problem's code, the whole answer, or a download that broke off after it had begun.
 */
export type Expected = ProblemCode | "whole" | "broken_off";

export type Fault = {
  name: string;
  play(ask: Ask): void | Promise<void>;
  expect: Expected | ((endpoint: Endpoint) => Expected);
  /** Most calls that may reach the provider for one question, when it matters. */
  most?: number;
};

export const isEvidence = (endpoint: Endpoint) => endpoint !== "request";
export const pause = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));

/** Skribble's own problem body. */
export function problem(type: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    type: `https://api.skribble.example/problem/${type}`,
    method: "GET",
    path: "/v3/somewhere",
    message: `The provider says: ${type}.`,
    ...more,
  });
}
