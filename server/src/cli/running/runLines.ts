// What happens in runs, one line for each change.

import { instanceName, type RunEvent, type RunRecord, type StateChanged } from '../../../../core/runs';
import type { Colours } from '../colours';
import type { Output } from '../world';
import { ending, heading, lasted, paintOf, remarks } from './runWords';

export class RunLines {
  /** @param isMany several runs at the same time: each line says which one it is about */
  constructor(
    private readonly out: Output,
    private readonly colours: Colours,
    private readonly isMany: boolean,
  ) {}

  readonly onEvent = (event: RunEvent, record: RunRecord): void => {
    if (event.kind === 'started') this.line(record, this.colours.bold(heading(record)));
    else if (event.kind === 'state') this.state(event, record);
    else if (event.kind === 'note') this.line(record, `${event.level}: ${event.message}`);
    else if (event.kind === 'ended') for (const line of ending(record, this.colours)) this.line(record, line);
  };

  end(): void {}

  private state(event: StateChanged, record: RunRecord): void {
    const name = instanceName(event);
    const instance = record.instances[name]!;
    const paint = paintOf(event.state, this.colours);
    const more = [event.state === 'running' ? '' : lasted(instance.start, instance.end), remarks(instance)];
    const text = more.filter(Boolean).join(' · ');
    this.line(record, `${paint(event.state.padEnd(15))} ${name}${text && ` ${this.colours.dim(`· ${text}`)}`}`);
  }

  private line({ logicalDate }: RunRecord, text: string): void {
    this.out.write(`${this.isMany && logicalDate !== null ? `${logicalDate}  ` : ''}${text}\n`);
  }
}
