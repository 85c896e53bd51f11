import { handleAuthRequest } from "#lib/session/handle-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

const door = async (request: Request, context: Context) => handleAuthRequest(request, (await context.params).nextauth);

export { door as DELETE, door as GET, door as HEAD, door as OPTIONS, door as PATCH, door as POST, door as PUT };
