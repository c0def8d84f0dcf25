import type { FastifyReply } from 'fastify'

/** What a route answers: 204 without a body where there is none. */
export type Answer = { status: number; body?: string }

/** What a list answers: hundreds of rows are put together as bytes. */
export type PageAnswer = { status: number; body?: Buffer }

export const NO_CONTENT: Answer = { status: 204 }

/** A successful answer with a HAL body. */
export function ok(body: object): Answer {
  return { status: 200, body: JSON.stringify(body) }
}

/** A reply with a serializer keeps its content type; one without gets a charset added, which clients do not expect. */
const asItIs = (text: unknown) => text as string

/** Sends an answer with its exact content type. Text goes out in one write with its headers, which a Buffer does not. */
export async function sendAnswer(reply: FastifyReply, answer: Answer | PageAnswer): Promise<void> {
  if (answer.body === undefined) return reply.code(answer.status).send()
  return reply
    .code(answer.status)
    .header('content-type', 'application/hal+json')
    .serializer(asItIs)
    .send(answer.body)
}
