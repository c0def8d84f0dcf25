import type { FastifyReply } from 'fastify'

/** What a route answers: 204 without a body where there is none. */
export type Answer = { status: number; body?: string }

export const NO_CONTENT: Answer = { status: 204 }

/** A successful answer with a HAL body. */
export function ok(body: object): Answer {
  return { status: 200, body: JSON.stringify(body) }
}

/** Sends an answer with its exact content type: a Buffer, because text would get a charset added. */
export async function sendAnswer(reply: FastifyReply, answer: Answer): Promise<void> {
  if (answer.body === undefined) return reply.code(answer.status).send()
  return reply
    .code(answer.status)
    .header('content-type', 'application/hal+json')
    .send(Buffer.from(answer.body))
}
