import { registerHooks } from 'node:module';

const stub = import.meta.resolve('./electron-stub.mjs');

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: stub, shortCircuit: true } : next(specifier, context),
});
