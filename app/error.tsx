"use client";

export { PageFailure as default } from "#components/session/page-failure";
