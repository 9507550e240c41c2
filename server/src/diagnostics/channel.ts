// A way of bringing diagnostics to the client.

export interface Channel {
  /** The diagnostics of these files may have changed. `changed` are those whose own text did. */
  affected(paths: ReadonlySet<string>, changed: ReadonlySet<string>): void;
  opened(path: string): void;
  closed(path: string): void;
  /** Any diagnostics may have changed. */
  everything(): void;
}

/** Before the client's way is known. */
export const SILENT: Channel = {
  affected: () => undefined,
  opened: () => undefined,
  closed: () => undefined,
  everything: () => undefined,
};
