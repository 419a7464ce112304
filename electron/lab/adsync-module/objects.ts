import type { Json } from '../../../shared/base/json.ts';
import { failed, success, type Failure, type Result } from '../../../shared/base/failure.ts';
import type { ConnectorId } from '../../../shared/base/identifiers.ts';
import { syncServerTexts } from '../texts.ts';
import type { Call } from '../../../shared/systems/call.ts';
import type {
  ConnectorSpaceObject,
  MetaverseObject,
  SyncServer,
} from '../../../shared/systems/sync-server/sync-server.ts';
import type { Connector, Schema } from '../../../shared/entra-connect/rules/model.ts';
import { connectorSpaceXml, metaverseXml, previewXml, type ExportOfPreview } from './engine-xml.ts';
import { wireOfConnectorSpaceObject, wireOfMetaverseObject } from './wire-object.ts';

/** Which objects of which connector space a cmdlet asks for, in the words of its parameters. */
export interface WantedObjects {
  readonly id?: string | undefined;
  readonly connectorId?: string | undefined;
  readonly connectorName?: string | undefined;
  readonly distinguishedName?: string | undefined;
  readonly start?: number | undefined;
  readonly count?: number | undefined;
}

/** Ends the reading with what the server said; the caller makes a result of it again. */
class Refused extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.raw);
    this.failure = failure;
  }
}

/** Reads objects of a lab's server for the stand-in module. */
export class ObjectReader {
  readonly #server: SyncServer;
  readonly #call: Call;

  constructor(server: SyncServer, call: Call) {
    this.#server = server;
    this.#call = call;
  }

  /** `Get-ADSyncCSObject`. */
  async connectorSpace(wanted: WantedObjects): Promise<Result<Json>> {
    return this.#orRefused(async () => {
      const json: Json[] = [];
      for (const connector of await this.#connectorsOf(wanted)) {
        const window = await this.#windowOf(connector, wanted);
        if (window === undefined) continue;
        const objects = await this.#objects(connector, window.start, window.count);
        for (const object of objects) {
          json.push(wireOfConnectorSpaceObject(object, connector, connectorSpaceXml(object, connector.schema)));
        }
      }
      return json;
    });
  }

  /** `Get-ADSyncMVObject`. */
  async metaverseObject(id: string): Promise<Result<Json>> {
    return this.#orRefused(async () => {
      const connectors = valueOf(await this.#server.connectors(this.#call));
      const schema = valueOf(await this.#server.metaverseSchema(this.#call));
      const found = await this.#findMetaverseObject(id, connectors, schema);
      const names = new Map<string, string>(connectors.map((connector) => [connector.id, connector.name]));
      return wireOfMetaverseObject(found, schema, names, metaverseXml(found));
    });
  }

  /** `Sync-ADSyncCSObject` without `-Commit`. */
  async preview(wanted: WantedObjects): Promise<Result<Json>> {
    return this.#orRefused(async () => {
      const connectors = valueOf(await this.#server.connectors(this.#call));
      const [connector] = await this.#connectorsOf(wanted);
      const window = connector === undefined ? undefined : await this.#windowOf(connector, wanted);
      if (connector === undefined || window === undefined) throw notFound(wanted.distinguishedName ?? wanted.id ?? '');
      const [source] = await this.#objects(connector, window.start, 1);
      if (source === undefined) throw notFound(wanted.distinguishedName ?? '');
      const preview = valueOf(await this.#server.preview(connector.id, source.distinguishedName, this.#call));
      const schema = valueOf(await this.#server.metaverseSchema(this.#call));
      const exports: ExportOfPreview[] = [];
      for (const planned of preview.exports) {
        const target = connectors.find(({ id }) => id === planned.connectorId);
        if (target === undefined) throw notFound(planned.distinguishedName);
        const place = await this.#windowOf(target, { distinguishedName: planned.distinguishedName });
        const [object] = place === undefined ? [] : await this.#objects(target, place.start, 1);
        exports.push({ planned, object, schema: target.schema });
      }
      return {
        errorXml: preview.error === undefined ? null : '<error/>',
        xml: previewXml(preview, source.metaverseObjectId, schema, exports),
      };
    });
  }

  async #connectorsOf({ connectorId, connectorName }: WantedObjects): Promise<readonly Connector[]> {
    const connectors = valueOf(await this.#server.connectors(this.#call));
    if (connectorId === undefined && connectorName === undefined) return connectors;
    const found = connectors.filter(({ id, name }) => id === connectorId || name === connectorName);
    if (found.length === 0) throw notFound(connectorId ?? connectorName ?? '');
    return found;
  }

  /** Where the wanted objects stand; undefined: there is no such object. */
  async #windowOf(
    connector: Connector,
    { id, distinguishedName, start = 0, count = everything }: WantedObjects,
  ): Promise<{ readonly start: number; readonly count: number } | undefined> {
    if (id === undefined && distinguishedName === undefined) return { start, count };
    const all = valueOf(
      await this.#server.connectorSpace(connector.id, { start: 0, count: everything, attributes: [] }, this.#call),
    );
    const place = all.items.findIndex(
      (object) =>
        object.id === id || object.distinguishedName.toLowerCase() === (distinguishedName?.toLowerCase() ?? undefined),
    );
    return place < 0 ? undefined : { start: place, count: 1 };
  }

  async #objects({ id, schema }: Connector, start: number, count: number): Promise<readonly ConnectorSpaceObject[]> {
    const window = { start, count, attributes: [...schema.attributes.keys()] };
    return valueOf(await this.#server.connectorSpace(id, window, this.#call)).items;
  }

  async #findMetaverseObject(id: string, connectors: readonly Connector[], schema: Schema): Promise<MetaverseObject> {
    for (const connector of connectors) {
      const all = await this.#metaverse(connector.id, 0, everything, []);
      const place = all.findIndex((object) => object.id === id);
      if (place < 0) continue;
      const [found] = await this.#metaverse(connector.id, place, 1, [...schema.attributes.keys()]);
      if (found !== undefined) return found;
    }
    throw notFound(id);
  }

  async #metaverse(connectorId: ConnectorId, start: number, count: number, attributes: readonly string[]) {
    return valueOf(await this.#server.metaverse(connectorId, { start, count, attributes }, this.#call)).items;
  }

  async #orRefused(read: () => Promise<Json>): Promise<Result<Json>> {
    try {
      return success(await read());
    } catch (error) {
      if (error instanceof Refused) return failed(error.failure);
      throw error;
    }
  }
}

const everything = 1_000_000;

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Refused(result.failure);
  return result.value;
}

function notFound(name: string): Refused {
  return new Refused({
    code: 'not-found',
    during: `read ${name}`,
    raw: syncServerTexts.unknownObject(name),
    retry: 'pointless',
  });
}
