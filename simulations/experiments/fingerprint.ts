/**
 * 53 bits that tell two texts apart that were not made to be confused: two rounds of multiply and rotate over the
 * UTF-16 units (cyrb53, public domain). Not for secrets.
 */
export class Fingerprint {
  private high = 0xdeadbeef;
  private low = 0x41c6ce57;

  add(text: string): this {
    for (let i = 0; i < text.length; i++) this.addWord(text.charCodeAt(i));
    return this;
  }

  /** A whole number up to 2^53, or −1. */
  addNumber(number: number): void {
    this.addWord(number >>> 0);
    this.addWord(Math.floor(number / 2 ** 32) >>> 0);
  }

  private addWord(word: number): void {
    this.high = Math.imul(this.high ^ word, 2654435761);
    this.low = Math.imul(this.low ^ word, 1597334677);
  }

  /** Fourteen hexadecimal digits. */
  text(): string {
    let { high, low } = this;
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
  }
}

export function fingerprint(text: string): string {
  return new Fingerprint().add(text).text();
}
