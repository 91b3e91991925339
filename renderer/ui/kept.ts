/**
 * The newest of something that is made from scratch each time, in which every part that says the same as before is the same object: who compares by
 * identity then sees what has changed, and that nothing has. For plain objects and lists that nobody writes to; anything else is itself.
 */
export class Kept<T> {
  private newest: T | undefined = undefined;

  take(made: T): T {
    this.newest = kept(this.newest, made) as T;
    return this.newest;
  }
}

function kept(before: unknown, made: unknown): unknown {
  if (!isPlain(before) || !isPlain(made) || Array.isArray(before) !== Array.isArray(made)) return made;
  if (before === made) return before;
  const keys = Object.keys(made);
  const parts = (Array.isArray(made) ? [] : {}) as Record<string, unknown>;
  let isSame = keys.length === Object.keys(before).length;
  for (const key of keys) {
    const part = kept(before[key], made[key]);
    parts[key] = part;
    isSame &&= Object.hasOwn(before, key) && Object.is(part, before[key]);
  }
  return isSame ? before : parts;
}

/** Made by braces or brackets, and not of a class. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const maker: unknown = Object.getPrototypeOf(value);
  return maker === Object.prototype || maker === Array.prototype;
}
