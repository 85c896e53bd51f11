import { handleAuthRequest } from "#lib/session/handle-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

const signInPolicy = async (request: Request, context: Context) =>
  handleAuthRequest(request, (await context.params).nextauth);

export {
  signInPolicy as DELETE,
  signInPolicy as GET,
  signInPolicy as HEAD,
  signInPolicy as OPTIONS,
  signInPolicy as PATCH,
  signInPolicy as POST,
  signInPolicy as PUT,
};
