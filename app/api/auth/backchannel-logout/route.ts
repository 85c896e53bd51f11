import { backchannelLogoutResponse, rejectNonPost } from "#lib/session/backchannel-logout";

export const dynamic = "force-dynamic";

export const POST = backchannelLogoutResponse;

export {
  rejectNonPost as DELETE,
  rejectNonPost as GET,
  rejectNonPost as HEAD,
  rejectNonPost as OPTIONS,
  rejectNonPost as PATCH,
  rejectNonPost as PUT,
};
