/**
 * Parameters, declared once. What is declared here feeds the file format, validation, the JSON
 * Schema, the inspector, the help and the engine; nobody repeats a range or a unit elsewhere.
 */

/** Every unit a parameter may have. The list is closed, so that the screen can name each one. */
export type Unit = 's' | 'per s' | 'jobs' | 'workers' | 'ratio' | 'share' | 'count' | 'text';

interface ParamBase {
  /** The words on the screen. */
  readonly label: string;
  /** One sentence for a learner. */
  readonly help: string;
  /** True for what the station itself shows and the inspector lists first. */
  readonly primary?: boolean;
}

export interface NumberParam extends ParamBase {
  readonly type: 'number';
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly initial: number | 'unbounded';
  readonly integer: boolean;
  /** How a slider divides its way: by equal steps or by equal factors. */
  readonly scale: 'linear' | 'log';
  /** The part of [min, max] that a slider covers; the number field takes all of it. */
  readonly slider: readonly [number, number];
  /** True when the word "unbounded" is allowed beside the numbers. */
  readonly unbounded: boolean;
}

export interface ChoiceParam extends ParamBase {
  readonly type: 'choice';
  readonly options: readonly { readonly id: string; readonly label: string; readonly help: string }[];
  readonly initial: string;
}

export interface TextParam extends ParamBase {
  readonly type: 'text';
  readonly lengthMax: number;
  readonly initial: string;
  /** True for what people type on the screen; anything else comes out of a file. */
  readonly typed?: boolean;
}

/** A value that is itself one of several kinds with parameters of their own: `{ kind, … }`. */
export interface VariantParam extends ParamBase {
  readonly type: 'variant';
  readonly family: FamilyId;
  readonly initial: VariantValue;
}

export type Param = NumberParam | ChoiceParam | TextParam | VariantParam;
export type Params = Readonly<Record<string, Param>>;

/** The families of kinds that a parameter can choose from; the catalogue lists their members. */
export type FamilyId =
  | 'arrivals' | 'keys' | 'classMix' | 'distribution' | 'classTimes' | 'discipline' | 'whenFull' | 'patience' | 'management'
  | 'routing' | 'limit' | 'cacheAnswers' | 'gateRule'
  | 'backoff' | 'breaker' | 'hedge' | 'retryBudget' | 'throttle';

export interface VariantValue {
  readonly kind: string;
  readonly [param: string]: ParamValue;
}
export type ParamValue = number | string | VariantValue;
export type ParamValues = Readonly<Record<string, ParamValue>>;

export function numberParam(
  given: Pick<NumberParam, 'label' | 'help' | 'unit' | 'min' | 'max' | 'initial'> & Partial<NumberParam>,
): NumberParam {
  return {
    type: 'number', integer: false, scale: 'linear', unbounded: false, slider: [given.min, given.max], ...given,
  };
}

export function choiceParam(given: Omit<ChoiceParam, 'type'>): ChoiceParam {
  return { type: 'choice', ...given };
}

export function textParam(given: Omit<TextParam, 'type'>): TextParam {
  return { type: 'text', ...given };
}

export function variantParam(given: Omit<VariantParam, 'type'>): VariantParam {
  return { type: 'variant', ...given };
}

/** The values a scenario leaves out are the declared ones. */
export function withInitials(params: Params, given: ParamValues): ParamValues {
  const values: Record<string, ParamValue> = {};
  for (const [name, param] of Object.entries(params)) values[name] = given[name] ?? param.initial;
  return values;
}
