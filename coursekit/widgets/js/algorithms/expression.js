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

// name -> [function, its partial derivatives, fewest arguments, most arguments]
const FUNCTIONS = {
  exp: [Math.exp, (a) => [Math.exp(a)], 1, 1],
  log: [Math.log, (a) => [1 / a], 1, 1],
  sqrt: [Math.sqrt, (a) => [0.5 / Math.sqrt(a)], 1, 1],
  abs: [Math.abs, (a) => [Math.sign(a)], 1, 1],
  sin: [Math.sin, (a) => [Math.cos(a)], 1, 1],
  cos: [Math.cos, (a) => [-Math.sin(a)], 1, 1],
  tan: [Math.tan, (a) => [1 / Math.cos(a) ** 2], 1, 1],
  tanh: [Math.tanh, (a) => [1 - Math.tanh(a) ** 2], 1, 1],
  min: [Math.min, (...all) => pick(all, Math.min(...all)), 2, Infinity],
  max: [Math.max, (...all) => pick(all, Math.max(...all)), 2, Infinity],
  pow: [Math.pow, slopesOfPower, 2, 2],
  hypot: [Math.hypot, (a, b) => [a / (Math.hypot(a, b) || 1), b / (Math.hypot(a, b) || 1)], 2, 2],
};

const OPERATORS = {
  "+": [(a, b) => a + b, () => [1, 1]],
  "-": [(a, b) => a - b, () => [1, -1]],
  "*": [(a, b) => a * b, (a, b) => [b, a]],
  "/": [(a, b) => a / b, (a, b) => [1 / b, -a / b / b]],
  "^": [Math.pow, slopesOfPower],
  minus: [(a) => -a, () => [-1]],
};

// The slope is that of the first argument that is the least, or the greatest.
const pick = (all, chosen) => all.map((_, i) => (i === all.indexOf(chosen) ? 1 : 0));

function slopesOfPower(a, b) {
  return [b * a ** (b - 1), a ** b * Math.log(a)];
}

// What is wrong with a text, and, if it is one place, at which character, counted from 1.
export class ExpressionError extends Error {
  what = "Your formula"; // what is not taken

  constructor(what, at) {
    super(at ? `${what} (character ${at})` : what);
  }
}

// What `text` stands for, {value(x, y) -> number, slopes(x, y) -> [value, d/dx, d/dy]}, or an
// ExpressionError. The slopes come by forward-mode automatic differentiation: every part of
// the formula hands on its value together with its two derivatives.
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

const constant = (value) => ({ value: () => value, slopes: () => [value, 0, 0] });

// A function of one or more parts, by the chain rule.
function apply([compute, partials], parts) {
  const [a, b] = parts.map((part) => part.value);
  const value = [
    (x, y) => compute(a(x, y)),
    (x, y) => compute(a(x, y), b(x, y)),
    (x, y) => compute(...parts.map((part) => part.value(x, y))),
  ][Math.min(parts.length, 3) - 1];
  function slopes(x, y) {
    const inner = parts.map((part) => part.slopes(x, y));
    const values = inner.map(([v]) => v);
    let [dx, dy] = [0, 0];
    partials(...values).forEach((outer, i) => {
      dx += times(outer, inner[i][1]);
      dy += times(outer, inner[i][2]);
    });
    return [compute(...values), dx, dy];
  }
  return { value, slopes };
}

// What does not move contributes nothing, however steep the function: x^2 has no log(x) in it.
const times = (outer, inner) => (inner === 0 ? 0 : outer * inner);

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
      left = apply(OPERATORS[sign], [left, this.product()]);
    }
    return left;
  }

  product() {
    let left = this.signed();
    for (let sign; (sign = this.skip("*", "/"));) {
      left = apply(OPERATORS[sign], [left, this.signed()]);
    }
    return left;
  }

  signed() {
    const sign = this.skip("+", "-");
    if (!sign) return this.power();
    const value = this.signed();
    return sign === "+" ? value : apply(OPERATORS.minus, [value]);
  }

  power() {
    const base = this.atom();
    if (!this.skip("^")) return base;
    const exponent = this.signed();
    return apply(OPERATORS["^"], [base, exponent]);
  }

  atom() {
    const token = this.tokens[this.position++];
    if (token.kind === "number") {
      return constant(Number(token.text));
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
    if (name === "x") return { value: (x) => x, slopes: (x) => [x, 1, 0] };
    if (name === "y") return { value: (x, y) => y, slopes: (x, y) => [y, 0, 1] };
    if (Object.hasOwn(CONSTANTS, name)) return constant(CONSTANTS[name]);
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
    const [compute, slopes, fewest, most] = FUNCTIONS[name];
    if (values.length < fewest || values.length > most) {
      const wanted = most === Infinity ? `${fewest} or more` : fewest;
      const noun = wanted === 1 ? "argument" : "arguments";
      throw new ExpressionError(`${name} takes ${wanted} ${noun}, got ${values.length}`, at);
    }
    return apply([compute, slopes], values);
  }

  close(open) {
    if (this.skip(")")) return;
    if (this.next.kind === "end") {
      throw new ExpressionError("this bracket is never closed", open.at);
    }
    throw new ExpressionError(`put an operator or ) before “${this.next.text}”`, this.next.at);
  }
}
