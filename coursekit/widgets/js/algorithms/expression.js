// A small language for densities: arithmetic in x and y, read by our own parser, so that
// what a reader types is never run as code.
//
//   sum     = product {("+" | "-") product}
//   product = signed {("*" | "/") signed}
//   signed  = ("-" | "+") signed | power
//   power   = atom [("^" | "**") signed]          -x^2 is -(x^2), and 2^3^2 is 2^(3^2)
//   atom    = number | name | name "(" sum {"," sum} ")" | "(" sum ")"

export const MAX_LENGTH = 200;

const CONSTANTS = { pi: Math.PI, e: Math.E };

// name -> [function, fewest arguments, most arguments]
const FUNCTIONS = {
  exp: [Math.exp, 1, 1],
  log: [Math.log, 1, 1],
  sqrt: [Math.sqrt, 1, 1],
  abs: [Math.abs, 1, 1],
  sin: [Math.sin, 1, 1],
  cos: [Math.cos, 1, 1],
  tan: [Math.tan, 1, 1],
  tanh: [Math.tanh, 1, 1],
  min: [Math.min, 2, Infinity],
  max: [Math.max, 2, Infinity],
  pow: [Math.pow, 2, 2],
  hypot: [Math.hypot, 2, 2],
};

// What is wrong with a text, and, if it is one place, at which character, counted from 1.
export class ExpressionError extends Error {
  constructor(what, at) {
    super(at ? `${what} (character ${at})` : what);
  }
}

// The function (x, y) -> number that `text` stands for, or an ExpressionError.
export function parseExpression(text) {
  if (text.trim() === "") throw new ExpressionError("type a formula in x and y", 1);
  if (text.length > MAX_LENGTH) {
    throw new ExpressionError(
      `the formula has ${text.length} characters; at most ${MAX_LENGTH} are allowed`,
      MAX_LENGTH + 1,
    );
  }
  return new Parser(tokenise(text)).whole();
}

const TOKEN = /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\*\*|[-+*/^(),−·×]))/y;
const SAME_AS = { "**": "^", "−": "-", "·": "*", "×": "*" };

// -> [{kind: "number" | "name" | "sign" | "end", text, at}]
function tokenise(text) {
  const tokens = [];
  let position = 0;
  while (text.slice(position).trim() !== "") {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (!match) {
      const at = position + text.slice(position).search(/\S/);
      const letter = String.fromCodePoint(text.codePointAt(at));
      throw new ExpressionError(`“${letter}” has no meaning here`, at + 1);
    }
    const [, number, name, sign] = match;
    const kind = number ? "number" : name ? "name" : "sign";
    const symbol = number ?? name ?? SAME_AS[sign] ?? sign;
    const start = TOKEN.lastIndex - (number ?? name ?? sign).length;
    tokens.push({ kind, text: symbol, at: start + 1 });
    position = TOKEN.lastIndex;
  }
  tokens.push({ kind: "end", text: "", at: text.length + 1 });
  return tokens;
}

class Parser {
  constructor(tokens) {
    this.tokens = tokens;
    this.position = 0;
  }

  get next() {
    return this.tokens[this.position];
  }

  // Moves on past a sign and says so, or stays.
  skip(...signs) {
    const found = this.next.kind === "sign" && signs.includes(this.next.text);
    return found ? this.tokens[this.position++].text : null;
  }

  whole() {
    const value = this.sum();
    const { kind, text, at } = this.next;
    if (kind === "end") return value;
    if (text === ")") throw new ExpressionError("this closing bracket was never opened", at);
    if (text === ",")
      throw new ExpressionError("a comma belongs between a function's arguments", at);
    throw new ExpressionError(`put * or another operator before “${text}”`, at);
  }

  sum() {
    let left = this.product();
    for (let sign; (sign = this.skip("+", "-"));) {
      const [a, b] = [left, this.product()];
      left = sign === "+" ? (x, y) => a(x, y) + b(x, y) : (x, y) => a(x, y) - b(x, y);
    }
    return left;
  }

  product() {
    let left = this.signed();
    for (let sign; (sign = this.skip("*", "/"));) {
      const [a, b] = [left, this.signed()];
      left = sign === "*" ? (x, y) => a(x, y) * b(x, y) : (x, y) => a(x, y) / b(x, y);
    }
    return left;
  }

  signed() {
    const sign = this.skip("+", "-");
    if (!sign) return this.power();
    const value = this.signed();
    return sign === "+" ? value : (x, y) => -value(x, y);
  }

  power() {
    const base = this.atom();
    if (!this.skip("^")) return base;
    const exponent = this.signed();
    return (x, y) => base(x, y) ** exponent(x, y);
  }

  atom() {
    const token = this.tokens[this.position++];
    if (token.kind === "number") {
      const value = Number(token.text);
      return () => value;
    }
    if (token.kind === "name") return this.named(token);
    if (token.text === "(") {
      const value = this.sum();
      this.close(token);
      return value;
    }
    const what = token.kind === "end" ? "the formula ends" : `“${token.text}” stands`;
    throw new ExpressionError(`${what} where a number, x, y or a bracket should be`, token.at);
  }

  named({ text: name, at }) {
    if (Object.hasOwn(FUNCTIONS, name)) return this.call(name, at);
    if (name === "x") return (x) => x;
    if (name === "y") return (x, y) => y;
    if (Object.hasOwn(CONSTANTS, name)) return () => CONSTANTS[name];
    const known = `x, y, ${[...Object.keys(CONSTANTS), ...Object.keys(FUNCTIONS)].join(", ")}`;
    throw new ExpressionError(`“${name}” is not a known name; known are ${known}`, at);
  }

  call(name, at) {
    const open = this.next;
    if (!this.skip("(")) {
      throw new ExpressionError(`${name} is a function: write ${name}(…)`, at);
    }
    const values = [this.sum()];
    while (this.skip(",")) values.push(this.sum());
    this.close(open);
    const [compute, fewest, most] = FUNCTIONS[name];
    if (values.length < fewest || values.length > most) {
      const wanted = most === Infinity ? `${fewest} or more` : fewest;
      const noun = wanted === 1 ? "argument" : "arguments";
      throw new ExpressionError(`${name} takes ${wanted} ${noun}, got ${values.length}`, at);
    }
    if (values.length === 1) {
      const [value] = values;
      return (x, y) => compute(value(x, y));
    }
    return (x, y) => compute(...values.map((value) => value(x, y)));
  }

  close(open) {
    if (this.skip(")")) return;
    if (this.next.kind === "end") {
      throw new ExpressionError("this bracket is never closed", open.at);
    }
    throw new ExpressionError(`put an operator or ) before “${this.next.text}”`, this.next.at);
  }
}
