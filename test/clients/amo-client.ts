import { Amo } from '@shevernitskiy/amo'
import { expect } from 'vitest'

/** What the client throws of a 204 to anything but a DELETE. Its error classes cannot be told apart, only the text can. */
export const NO_CONTENT = { message: expect.stringContaining('204 No Content') as string }

/** What writes answer of an item, where the package's types say something else than the published pages. */
export type Answered = { id: number; request_id: string; updated_at: number }

/** The client of the npm package @shevernitskiy/amo, with a long-lived token. `url`: where it is to find the API. */
export function amoOf(url: string, token: string): Amo {
  const day = 86_400
  return new Amo(
    new URL(url).host,
    {
      token_type: 'Bearer',
      access_token: token,
      refresh_token: 'never used',
      expires_in: day,
      expires_at: Date.now() + day * 1000,
      client_id: 'id',
      client_secret: 'secret',
      redirect_uri: 'https://example.com',
    },
    { request_delay: 0 },
  )
}
