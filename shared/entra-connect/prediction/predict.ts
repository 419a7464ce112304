import { entraConnectorId, type ConnectorId, type RuleId } from '../../base/identifiers.ts';
import type { CompiledRule } from '../evaluation/compiled-rule.ts';
import { Configuration, type ServerRules } from '../evaluation/configuration.ts';
import { decideAttribute, type Decision, type FlowReadings, type FlowTarget } from '../evaluation/decide-attribute.ts';
import { isUnpredictable, objectErrors, type ObjectError } from '../evaluation/error-texts.ts';
import type { AttributePlan } from '../evaluation/flow-plan.ts';
import { inboundShare, joiningRules, provisioningRule, type InboundShare } from '../evaluation/inbound-share.ts';
import { outboundShare } from '../evaluation/outbound-share.ts';
import { connectorParameter, objectParameter } from '../evaluation/parameters.ts';
import type { EvaluationContext } from '../expressions/evaluation.ts';
import { equalValueSets, type AttributeValues } from '../rules/values.ts';
import type { ScopeSubject } from '../rules/scope.ts';
import { sliceFor, type RuleSlice } from './slice.ts';

/** An object of a connector space, as far as rules look at it. */
export interface PredictedObject extends ScopeSubject {
  readonly connectorId: ConnectorId;
  readonly objectType: string;
  readonly distinguishedName: string;
}

/** What metaverse and cloud hold of a user who has been synchronized before. */
interface Synchronized {
  readonly metaverseObjectType: string;
  /** Stored metaverse values, with the rule that brought them. */
  readonly metaverse: (
    attribute: string,
  ) => { readonly values: AttributeValues; readonly ruleId: RuleId | undefined } | undefined;
  /** The cloud object; undefined: there is none. */
  readonly cloud: ((attribute: string) => AttributeValues | undefined) | undefined;
}

/** A user: the objects joined to one metaverse object, in the order of joining. */
export interface PredictedUser {
  readonly objects: readonly PredictedObject[];
  /** Undefined: new. */
  readonly history: Synchronized | undefined;
}

/** What the metaverse holds after a synchronization. */
export type MetaverseEffect =
  /** A rule contributes a value; `own`: the one that an object of the user holds. */
  | { readonly kind: 'value'; readonly ruleId: RuleId; readonly own: boolean }
  /** The stored value stays, contributed earlier by that rule. */
  | { readonly kind: 'kept'; readonly ruleId: RuleId | undefined }
  /** AuthoritativeNull: no value, and nobody after it was asked. */
  | { readonly kind: 'cleared'; readonly ruleId: RuleId }
  /** No rule contributes: no value, as long as that stays so. */
  | { readonly kind: 'nothing' }
  /** The user is not in the metaverse. */
  | { readonly kind: 'absent' }
  | Failed;

/** The object fails to synchronize: everything stays as it was. `certain`: what the rules do there is known. */
interface Failed {
  readonly kind: 'failed';
  readonly reason: string;
  readonly certain: boolean;
}

/** What the cloud holds after the export that follows. */
export type CloudEffect =
  | { readonly kind: 'reaches'; readonly ruleId: RuleId; readonly own: boolean }
  /** The rules manage the attribute and give no value: what the cloud holds is removed. `by`: the outbound AuthoritativeNull. */
  | { readonly kind: 'removed'; readonly by: RuleId | undefined }
  /** No rule manages the attribute: what the cloud holds – `held` – stays. */
  | { readonly kind: 'left'; readonly held: boolean }
  /** The rules no longer provision the user: the cloud object is deleted. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'no-object' }
  | Failed;

export interface Prediction {
  /** Inbound rules that apply to the user, strongest first. */
  readonly applying: readonly RuleId[];
  readonly metaverse: MetaverseEffect;
  readonly cloud: CloudEffect;
}

/** What becomes of one attribute of a user, with what metaverse and cloud hold of it afterwards. */
export interface Outcome extends Pick<Prediction, 'metaverse' | 'cloud'> {
  readonly after: { readonly metaverse: AttributeValues | undefined; readonly cloud: AttributeValues | undefined };
}

export interface PredictorOptions {
  readonly readings: FlowReadings;
  /** Milliseconds since 1970; without it expressions with Now() cannot be predicted. */
  readonly now?: number;
}

/** Says what a server's rules make of attributes of a user, by the same code that synchronizes in the lab. */
export class Predictor {
  readonly slice: RuleSlice;
  readonly #attribute: string;
  readonly #configuration: Configuration;
  readonly #options: PredictorOptions;
  readonly #contributors: ReadonlySet<RuleId>;

  /** `more`: attributes that `outcomes` tells besides. */
  constructor(attribute: string, server: ServerRules, options: PredictorOptions, more: readonly string[] = []) {
    this.slice = sliceFor([...new Set([attribute, ...more])], server);
    this.#attribute = attribute;
    this.#configuration = new Configuration(this.slice.server);
    this.#options = options;
    this.#contributors = new Set(
      this.slice.server.rules
        .filter(({ direction, flows }) => {
          return direction === 'inbound' && flows.some(({ destination }) => destination === attribute);
        })
        .map(({ id }) => id),
    );
  }

  /** `readings`: of what is documented nowhere, where they are not those of the options. */
  predict(user: PredictedUser, readings: FlowReadings = this.#options.readings): Prediction {
    const { applying, outcomeOf } = this.#predict(user, readings);
    const { metaverse, cloud } = outcomeOf(this.#attribute);
    return { applying, metaverse, cloud };
  }

  /** The same for every attribute of the slice. */
  outcomes(user: PredictedUser): ReadonlyMap<string, Outcome> {
    const { outcomeOf } = this.#predict(user, this.#options.readings);
    return new Map(this.slice.attributes.map((attribute) => [attribute, outcomeOf(attribute)]));
  }

  /** The applying rules that flow the attribute itself. */
  contributorsAmong({ applying }: Prediction): readonly RuleId[] {
    return applying.filter((id) => this.#contributors.has(id));
  }

  #predict(user: PredictedUser, readings: FlowReadings): Predicted {
    const sources = user.objects.map((object) => this.#sourceOf(object));
    const applying = sources.flatMap(({ inScope }) => inScope.map(({ rule }) => rule.id));
    const type = metaverseTypeOf(sources, user.history);
    if (typeof type === 'object') return { applying, outcomeOf: asBefore(user, type) };
    const contributors = type === undefined ? [] : sources.flatMap((source) => contributorOf(source, type));
    if (type === undefined || !contributors.some(({ holdsMetaverseObject }) => holdsMetaverseObject)) {
      const cloud = { kind: user.history?.cloud === undefined ? 'no-object' : 'deleted' } as const;
      const gone = { metaverse: { kind: 'absent' }, cloud, after: nothingAfter } as const;
      return { applying, outcomeOf: () => gone };
    }
    return { applying, outcomeOf: this.#flow(user, type, contributors, readings) };
  }

  #sourceOf(object: PredictedObject): Source {
    const connector = this.#configuration.connector(object.connectorId);
    const { now } = this.#options;
    const context: EvaluationContext & ScopeSubject = {
      attribute: (name) => (name === 'dn' ? [object.distinguishedName] : object.attribute(name)),
      importedAttribute: (name) => (name === 'dn' ? [object.distinguishedName] : object.attribute(name)),
      parameter: (name) => objectParameter(connector, object.distinguishedName, name),
      isMemberOf: (group) => object.isMemberOf(group),
      ...(now === undefined ? {} : { now: () => now }),
    };
    const inScope = this.#configuration
      .inboundRules(object.connectorId, object.objectType)
      .filter((rule) => rule.inScope(context));
    return { object, context, inScope };
  }

  #flow(
    user: PredictedUser,
    metaverseObjectType: string,
    contributors: readonly Contributor[],
    readings: FlowReadings,
  ): OutcomeOf {
    const target: FlowTarget = {
      sources: contributors.map(({ context }) => context),
      isNew: user.history === undefined,
      direction: 'inbound',
      readings,
      stored: (name) => user.history?.metaverse(name),
      resolve: (values) => values,
    };
    const values = new Map<string, AttributeValues>();
    const effects = new Map<string, MetaverseEffect>();
    for (const plan of this.#configuration.plans.planFor(contributors.map(({ rules }) => rules))) {
      const decision = decideAttribute(plan, target);
      if (decision.kind === 'failed') return asBefore(user, failedBy(decision.error));
      const value = valueAfter(decision, plan, target);
      if (value !== undefined) values.set(plan.name, value);
      effects.set(plan.name, metaverseEffect(decision, target.stored(plan.name), user.objects, plan.name));
    }
    const exported = this.#outbound(user, metaverseObjectType, values, readings);
    // An object is synchronized as a whole or not at all.
    if (typeof exported === 'object') return asBefore(user, exported);
    return (attribute) => {
      const { effect: cloud, values: inCloud } = exported(attribute);
      const metaverse = effects.get(attribute) ?? { kind: 'nothing' };
      return { metaverse, cloud, after: { metaverse: values.get(attribute), cloud: inCloud } };
    };
  }

  #outbound(
    user: PredictedUser,
    type: string,
    values: ReadonlyMap<string, AttributeValues>,
    readings: FlowReadings,
  ): Exported {
    const outbound = this.#configuration.outboundRules(type).find(({ connector }) => connector.id === entraConnectorId);
    const cloud = user.history?.cloud;
    if (outbound === undefined) {
      return cloud === undefined ? () => ({ effect: { kind: 'no-object' }, values: undefined }) : leftIn(cloud);
    }
    const { connector, rules } = outbound;
    const { now } = this.#options;
    const view: EvaluationContext & ScopeSubject = {
      attribute: (name) => values.get(name),
      importedAttribute: (name) => values.get(name),
      parameter: (name) => connectorParameter(connector, name),
      // Cloud objects are members of nothing that AD objects are asked for.
      isMemberOf: () => false,
      ...(now === undefined ? {} : { now: () => now }),
    };
    const inScope = rules.filter(({ inScope: isInScope }) => isInScope(view));
    const provisioning = provisioningRule(inScope);
    if (provisioning === undefined) {
      const effect = { kind: cloud === undefined ? 'no-object' : 'deleted' } as const;
      return () => ({ effect, values: undefined });
    }
    const share = outboundShare(inScope, provisioning.rule.targetObjectType);
    return this.#export(share.rules, view, user, readings);
  }

  #export(
    rules: readonly CompiledRule[],
    view: EvaluationContext,
    user: PredictedUser,
    readings: FlowReadings,
  ): Exported {
    const cloud = user.history?.cloud;
    const exports = new Map<string, ExportedAttribute>();
    for (const plan of this.#configuration.plans.planFor([rules])) {
      const held = cloud?.(plan.name);
      const decision = decideAttribute(plan, {
        sources: [view],
        isNew: cloud === undefined,
        direction: 'outbound',
        readings,
        stored: (name) => (name === plan.name && held !== undefined ? { values: held, ruleId: undefined } : undefined),
        resolve: (values) => values,
      });
      if (decision.kind === 'failed') return failedBy(decision.error);
      exports.set(plan.name, exportedBy(decision, held, user.objects, plan.name));
    }
    const left = leftIn(cloud);
    return (attribute) => exports.get(attribute) ?? left(attribute);
  }
}

type OutcomeOf = (attribute: string) => Outcome;

interface Predicted {
  readonly applying: readonly RuleId[];
  readonly outcomeOf: OutcomeOf;
}

interface ExportedAttribute {
  readonly effect: CloudEffect;
  /** What the cloud holds afterwards. */
  readonly values: AttributeValues | undefined;
}

/** What is exported of each attribute, or why nothing is. */
type Exported = ((attribute: string) => ExportedAttribute) | Failed;

const nothingAfter = { metaverse: undefined, cloud: undefined } as const;

function failedBy(error: ObjectError): Failed {
  return { kind: 'failed', reason: error.text, certain: !isUnpredictable(error) };
}

/** Everything stays as it was. */
function asBefore({ history }: PredictedUser, failed: Failed): OutcomeOf {
  return (attribute) => ({
    metaverse: failed,
    cloud: failed,
    after: { metaverse: history?.metaverse(attribute)?.values, cloud: history?.cloud?.(attribute) },
  });
}

/** No rule manages the attribute in the cloud. */
function leftIn(cloud: Synchronized['cloud']): (attribute: string) => ExportedAttribute {
  return (attribute) => {
    const values = cloud?.(attribute);
    return { effect: { kind: 'left', held: values !== undefined }, values };
  };
}

function exportedBy(
  decision: Exclude<Decision, { readonly kind: 'failed' }>,
  held: AttributeValues | undefined,
  objects: readonly PredictedObject[],
  attribute: string,
): ExportedAttribute {
  switch (decision.kind) {
    case 'set': {
      const { flow, values } = decision;
      const own = isOwn(values, objects, attribute);
      return { effect: { kind: 'reaches', ruleId: flow.rule.rule.id, own }, values };
    }
    case 'remove':
      return { effect: { kind: 'removed', by: decision.by?.rule.rule.id }, values: undefined };
    case 'keep':
      return { effect: { kind: 'left', held: held !== undefined }, values: held };
  }
}

interface Source {
  readonly object: PredictedObject;
  readonly context: EvaluationContext & ScopeSubject;
  readonly inScope: readonly CompiledRule[];
}

type Contributor = Source & InboundShare;

function contributorOf(source: Source, metaverseObjectType: string): readonly Contributor[] {
  const share = inboundShare(source.inScope, metaverseObjectType);
  return share === undefined ? [] : [{ ...source, ...share }];
}

/** Joins are evaluated once: only a new object is looked up, and only by one kind of join. Undefined: none. */
function metaverseTypeOf(sources: readonly Source[], history: Synchronized | undefined): string | Failed | undefined {
  if (history !== undefined) return history.metaverseObjectType;
  for (const { inScope } of sources) {
    const joining = joiningRules(inScope);
    if (joining.conflict) return failedBy(objectErrors.severalJoinRules(joining.rules.map(({ rule }) => rule.name)));
    const provisioning = provisioningRule(inScope);
    if (provisioning !== undefined) return provisioning.rule.targetObjectType;
  }
  return undefined;
}

function valueAfter(decision: Decision, plan: AttributePlan, target: FlowTarget): AttributeValues | undefined {
  switch (decision.kind) {
    case 'set':
      return decision.values;
    case 'keep':
      return target.stored(plan.name)?.values;
    case 'remove':
    case 'failed':
      return undefined;
  }
}

function metaverseEffect(
  decision: Exclude<Decision, { readonly kind: 'failed' }>,
  stored: { readonly ruleId: RuleId | undefined } | undefined,
  objects: readonly PredictedObject[],
  attribute: string,
): MetaverseEffect {
  switch (decision.kind) {
    case 'set':
      return { kind: 'value', ruleId: decision.flow.rule.rule.id, own: isOwn(decision.values, objects, attribute) };
    case 'keep':
      return stored === undefined ? { kind: 'nothing' } : { kind: 'kept', ruleId: stored.ruleId };
    case 'remove':
      return decision.by === undefined ? { kind: 'nothing' } : { kind: 'cleared', ruleId: decision.by.rule.rule.id };
  }
}

/** Whether the value is the one that an object of the user holds outside the cloud. */
function isOwn(values: AttributeValues, objects: readonly PredictedObject[], attribute: string): boolean {
  return objects.some((object) => {
    const own = object.connectorId === entraConnectorId ? undefined : object.attribute(attribute);
    return own !== undefined && equalValueSets(own, values);
  });
}
