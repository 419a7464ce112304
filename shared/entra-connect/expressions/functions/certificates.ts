import { notModelled, type FunctionTable } from './signature.ts';

/** Certificate functions of the functions reference. Reading certificates is .NET's work: no result is guessed. */
export const certificateFunctions: FunctionTable = {
  CertExtensionOids: notModelled(1, 1),
  CertFormat: notModelled(1, 1),
  CertFriendlyName: notModelled(1, 1),
  CertHashString: notModelled(1, 1),
  CertIssuer: notModelled(1, 1),
  CertIssuerDN: notModelled(1, 1),
  CertIssuerOid: notModelled(1, 1),
  CertKeyAlgorithm: notModelled(1, 1),
  CertKeyAlgorithmParams: notModelled(1, 1),
  CertNameInfo: notModelled(3, 3),
  CertNotAfter: notModelled(1, 1),
  CertNotBefore: notModelled(1, 1),
  CertPublicKeyOid: notModelled(1, 1),
  CertPublicKeyParametersOid: notModelled(1, 1),
  CertSerialNumber: notModelled(1, 1),
  CertSignatureAlgorithmOid: notModelled(1, 1),
  CertSubject: notModelled(1, 1),
  CertSubjectNameDN: notModelled(1, 1),
  CertSubjectNameOid: notModelled(1, 1),
  CertThumbprint: notModelled(1, 1),
  CertVersion: notModelled(1, 1),
  IsCert: notModelled(1, 1),
};
