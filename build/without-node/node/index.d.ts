// Stands in for @types/node where shared is compiled: a library whose types mention Node (csv-stringify) must not
// bring Node's globals and modules with it.
export {};
