// The API, with the types that its own description gives: a renamed field breaks the build.
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./generated/api";
import { clearPicture, noteKept } from "./offline/kept";

export type Schemas = components["schemas"];
export type Session = Schemas["SessionOut"];
export type Mission = Schemas["MissionOut"];
export type Finding = Schemas["FindingOut"];
export type Explanation = Schemas["ExplanationOut"];
export type LedgerRecord = Schemas["OneRecordOut"];
export type StreamedRecord = Schemas["RecordOut"];
export type Form = Schemas["FormOut"];
export type FormField = Schemas["FormField"];
export type Account = Schemas["AccountOut"];
export type Role = Session["role"];
export type Action = Session["actions"][number];

/** What the API refused or could not do, in the language of the page. Status 0: there was no answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly remedy: string,
  ) {
    super(title);
  }
}

let csrf = "";
/** Keeps the token that every change must carry. */
export const setCsrf = (token: string): void => {
  csrf = token;
};

/** Here 401 says that a password or a code is wrong. */
const SIGNS_IN = /\/(session(\/.*)?|password|codes(\/.*)?)$/;

let whenEnded = () => {};
/** Sets what is done when the server says that nobody is signed in any more. */
export const onSessionEnd = (work: () => void): void => {
  whenEnded = work;
};

const guard: Middleware = {
  onRequest({ request }) {
    if (csrf && request.method !== "GET") request.headers.set("x-csrf-token", csrf);
    request.headers.set("accept-language", document.documentElement.lang || "en");
    return request;
  },
  async onResponse({ request, response }) {
    noteKept(response.headers.get("x-sulh-kept") ?? "");
    if (response.status === 401) {
      await clearPicture();
      if (request.method === "GET" || !SIGNS_IN.test(new URL(request.url).pathname)) whenEnded();
    }
  },
  onError() {
    return new ApiError(0, "no-answer", "");
  },
};

export const api = createClient<paths>({ baseUrl: location.origin });
api.use(guard);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Returns what an answer holds; throws an ApiError where it is a problem (RFC 9457). */
export async function taken<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (error !== undefined || !response.ok) {
    const problem = (error ?? {}) as { title?: string; remedy?: string };
    throw new ApiError(response.status, problem.title ?? response.statusText, problem.remedy ?? "");
  }
  return data as T;
}

/** Returns all findings of a judgement that the account may read, page by page. */
export async function allFindings(query: {
  at: string;
  as_of: string;
  simulated: boolean;
}): Promise<{ findings: Finding[]; at: string; notices: string[] }> {
  const findings: Finding[] = [];
  for (;;) {
    const page = await taken(
      api.GET("/api/v1/findings", {
        params: { query: { ...query, brief: true, first: findings.length, limit: 1000 } },
      }),
    );
    findings.push(...page.findings);
    if (!page.findings.length || findings.length >= page.total) {
      return { findings, at: page.at, notices: [...page.versions, ...page.set_aside] };
    }
  }
}
