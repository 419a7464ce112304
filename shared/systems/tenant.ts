import type { Result } from '../base/failure.ts';
import type { EntraObjectId, SkuId } from '../base/identifiers.ts';
import type { Guid } from '../base/guid.ts';
import type { Call, Window, WindowOf } from './call.ts';

export interface Organization {
  readonly tenantId: Guid;
  readonly displayName: string;
  readonly syncEnabled: boolean;
  /** ISO UTC. */
  readonly lastSyncAt: string | undefined;
}

/** One way a user holds a product: directly, or through a group (`assignedByGroup`). */
export interface LicenseAssignment {
  readonly skuId: SkuId;
  readonly assignedByGroup: EntraObjectId | undefined;
  readonly disabledPlans: readonly Guid[];
  readonly state: 'Active' | 'ActiveWithError' | 'Disabled' | 'Error';
  readonly error: string;
}

export interface ServiceProvisioningError {
  readonly service: string;
  readonly resolved: boolean;
  /** XML text (graph-exchange.md §1.3). */
  readonly detail: string;
}

/** A user of the tenant; `immutableId` is the base64 source anchor. */
export interface TenantUser {
  readonly id: EntraObjectId;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly userType: 'Member' | 'Guest';
  readonly syncEnabled: boolean;
  readonly immutableId: string | undefined;
  readonly usageLocation: string | undefined;
  readonly licenses: readonly LicenseAssignment[];
  readonly serviceProvisioningErrors: readonly ServiceProvisioningError[];
}

export interface DeletedTenantUser {
  readonly id: EntraObjectId;
  readonly userPrincipalName: string;
  readonly immutableId: string | undefined;
  /** ISO UTC. */
  readonly deletedAt: string;
}

/** A product the tenant owns, `GET /subscribedSkus`. */
export interface SubscribedSku {
  readonly skuId: SkuId;
  readonly partNumber: string;
  readonly enabled: number;
  readonly consumed: number;
  readonly servicePlans: readonly { readonly id: Guid; readonly name: string }[];
}

export interface TenantReader {
  organization(call: Call): Promise<Result<Organization>>;
  users(window: Window, call: Call): Promise<Result<WindowOf<TenantUser>>>;
  user(id: EntraObjectId, call: Call): Promise<Result<TenantUser>>;
  deletedUsers(window: Window, call: Call): Promise<Result<WindowOf<DeletedTenantUser>>>;
  subscribedSkus(call: Call): Promise<Result<readonly SubscribedSku[]>>;
}

export interface LicenseChange {
  readonly add: readonly { readonly skuId: SkuId; readonly disabledPlans: readonly Guid[] }[];
  readonly remove: readonly SkuId[];
}

interface TenantWriter {
  /** Two-letter country code; `undefined` clears it. */
  setUsageLocation(id: EntraObjectId, location: string | undefined, call: Call): Promise<Result<void>>;
  changeLicenses(id: EntraObjectId, change: LicenseChange, call: Call): Promise<Result<void>>;
}

export interface Tenant extends TenantReader, TenantWriter {}
