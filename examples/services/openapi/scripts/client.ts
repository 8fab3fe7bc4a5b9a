// A client of the generated types. It compiles if they say of the operations what the service does.

import createClient from "openapi-fetch";
import type { operations, paths } from "./generated.js";

const client = createClient<paths>({
  baseUrl: "http://127.0.0.1:3000",
  headers: { authorization: "Bearer secret-token-1" },
});

export async function notes(): Promise<string[]> {
  const { data, error } = await client.GET("/notes");
  // A guarded operation has the answer of its guard, without a body.
  const refused: undefined = error;
  return data ?? refused ?? [];
}

export async function add(text: string): Promise<number | undefined> {
  const { data } = await client.POST("/notes", { body: { text } });
  return data;
}

export async function remove(id: number): Promise<number> {
  const { response } = await client.DELETE("/notes/{id}", { params: { path: { id } } });
  return response.status;
}

// The answers of the guard, by the rule: a role is a 403, and a public operation has neither.
export type Refusals = [
  operations["list_notes"]["responses"][401],
  operations["add_note"]["responses"][403],
];
const publicAnswers: (keyof operations["health"]["responses"])[] = [200];
export { publicAnswers };
