// Opens a DuckDB database. Plain JavaScript, as all that runs in a peer's process: nothing is translated there.

import { DuckDBInstance } from '@duckdb/node-api';

/** @param {string} file @param {Readonly<Record<string, string>>} options */
export const openDatabase = async (file, options) => {
  const instance = await DuckDBInstance.create(file, options);
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  return { connection, close };
};
