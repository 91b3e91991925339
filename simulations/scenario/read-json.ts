import { printParseErrorCode, visit } from 'jsonc-parser';
import { joinPath } from './json-object';
import { NESTING_MAX, TEXT_CHARS_MAX } from './limits';
import { ProblemList } from './problem-list';
import { ok, refuse, type Problem, type Result } from './problem';
import { numeral, quoted } from './wording';

/** Reads JSON. Says where it is broken, and refuses a key that stands twice, of which JSON.parse drops one in silence. */
export function readJson(text: string): Result<unknown> {
  if (text.length > TEXT_CHARS_MAX) {
    return refuse({ path: '', message: `the file must be at most ${numeral(TEXT_CHARS_MAX)} characters, found ${numeral(text.length)}` });
  }
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json.trim() === '') return refuse({ path: '', message: 'the file is empty' });
  if (isTooDeep(json)) return refuse({ path: '', message: `brackets must be nested at most ${NESTING_MAX} deep` });

  const problems = brokenPlaces(json);
  if (problems.length > 0) return refuse(...problems);
  try {
    return ok(JSON.parse(json) as unknown);
  } catch (error) {
    return refuse({ path: '', message: `is not JSON: ${error instanceof Error ? error.message : String(error)}` });
  }
}

/** Found before reading, because the readers recurse. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i += 1) {
    const c = json.charCodeAt(i);
    if (inString) {
      if (c === 92 /* \ */) i += 1;
      else if (c === 34 /* " */ || c === 10 || c === 13 /* a string cannot span lines */) inString = false;
    } else if (c === 34) {
      inString = true;
    } else if (c === 91 || c === 123 /* [ { */) {
      depth += 1;
      if (depth > NESTING_MAX) return true;
    } else if (c === 93 || c === 125 /* ] } */) {
      depth -= 1;
    }
  }
  return false;
}

/** The first syntax error, which explains those behind it; else every key that stands twice. */
function brokenPlaces(json: string): readonly Problem[] {
  const twice = new ProblemList();
  const keys: Set<string>[] = [];
  let syntax: Problem | undefined;
  try {
    visit(json, {
      onObjectBegin: () => { keys.push(new Set()); },
      onObjectEnd: () => { keys.pop(); },
      onObjectProperty: (key, _offset, _length, line, column, pathOf) => {
        const seen = keys.at(-1);
        if (seen?.has(key) === true && !twice.isFull) {
          twice.add([...pathOf(), key].reduce<string>(joinPath, ''), `stands here twice, again on line ${line + 1}, column ${column + 1}`);
        }
        seen?.add(key);
      },
      onError: (code, offset, length, line, column) => {
        const what = syntaxText(printParseErrorCode(code), json.slice(offset, offset + length));
        syntax = { path: '', message: `line ${line + 1}, column ${column + 1}: ${what}` };
        // What follows an error may be read otherwise than isTooDeep read it, so reading ends here.
        throw new SyntaxError(syntax.message);
      },
    }, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (syntax === undefined) throw error;
    return [syntax];
  }
  return twice.list();
}

function syntaxText(code: string, text: string): string {
  const here = text.trim() === '' ? 'the end of the text' : quoted(text);
  switch (code) {
    case 'InvalidSymbol': return `${here} is not a JSON value; text stands in double quotes`;
    case 'InvalidNumberFormat': return `${here} is not a number`;
    case 'PropertyNameExpected': return `expected a key in double quotes, found ${here}`;
    case 'ValueExpected': return `expected a value, found ${here}`;
    case 'ColonExpected': return `expected ":" after the key, found ${here}`;
    case 'CommaExpected': return `expected "," before ${here}`;
    case 'CloseBraceExpected': return `expected "}", found ${here}`;
    case 'CloseBracketExpected': return `expected "]", found ${here}`;
    case 'EndOfFileExpected': return `expected the end of the text, found ${here}`;
    case 'InvalidCommentToken': return 'comments would be lost on saving, so they are refused; use "about"';
    case 'UnexpectedEndOfString': return 'the closing quote of a text is missing';
    default: return `is not JSON (${code})`;
  }
}
