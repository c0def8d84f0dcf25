import { hash } from '@node-rs/argon2'

/** The argon2id hash of a password, with its salt and parameters (the library's defaults, which follow OWASP). */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}
